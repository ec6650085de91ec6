// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import { answer } from "../http/answer";
import type { AdmittedRequest } from "../http/request";
import type { Route } from "../http/routes";
import type { JsonObject } from "../json/json";
import { callerText } from "../security/caller";

const described = ({ security }: Cluster, request: AdmittedRequest): JsonObject => {
  const { caller, remoteAddress } = request;
  if (security === undefined || caller === undefined) return {};
  const { name, isAdmin, certificate } = caller;
  return {
    user: callerText(caller),
    user_name: name,
    user_requested_tenant: null,
    // An administrator's certificate passes before the plugin notes where it came from.
    remote_address: isAdmin ? null : remoteAddress,
    backend_roles: caller.backendRoles,
    custom_attribute_names: [],
    roles: security.rolesOf(caller),
    tenants: { [name]: true },
    principal: certificate?.principal ?? null,
    peer_certificates: String(certificate?.chainLength ?? 0),
    sso_logout_url: null,
  };
};

/** Who the security plugin takes the sender for. */
export const authInfoRoutes: Route[] = [
  {
    method: "GET",
    path: "/_plugins/_security/authinfo",
    action: null,
    handle: (cluster, request) => answer(described(cluster, request)),
  },
];
