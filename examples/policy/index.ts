// SPDX-License-Identifier: Apache-2.0
import { type EnforcementLevel, PolicyPack, type ResourceValidationPolicy } from "@pulumi/policy";
import {
  type Declared,
  forbiddenRolesIn,
  isOfStack,
  optionsThatDelete,
  rolesMissing,
  serverNameMissing,
  unsafeWayToFollower,
} from "./rules";

type Configuration = { roles?: string[]; productionStacks?: string };

function policy(
  name: string,
  description: string,
  violations: (resource: Declared, configuration: Configuration) => string[],
  enforcementLevel: EnforcementLevel = "mandatory",
): ResourceValidationPolicy {
  return {
    name,
    description,
    enforcementLevel,
    validateResource: (resource, report) => {
      for (const violation of violations(resource, resource.getConfig())) report(violation);
    },
  };
}

new PolicyPack("opensearch-replication", {
  policies: [
    {
      ...policy(
        "least-privilege",
        "Replications use roles that can replicate and nothing more.",
        (resource, { roles = ["all_access"] }) => forbiddenRolesIn(resource, roles),
      ),
      configSchema: { properties: { roles: { type: "array", items: { type: "string" } } } },
    },
    policy(
      "follower-over-tls",
      "The follower's REST API is called over TLS, with its certificate checked.",
      (resource) => unsafeWayToFollower(resource, process.env),
    ),
    {
      ...policy(
        "production-keeps-data",
        "No index is deleted in production.",
        (resource, { productionStacks = "^prod" }) =>
          isOfStack(resource, productionStacks) ? optionsThatDelete(resource) : [],
      ),
      configSchema: { properties: { productionStacks: { type: "string" } } },
    },
    policy("leader-over-tls", "The follower reads from its leader over TLS.", rolesMissing),
    policy(
      "proxy-server-name",
      "A connection through a proxy names the server that it wants.",
      serverNameMissing,
      "advisory",
    ),
  ],
});
