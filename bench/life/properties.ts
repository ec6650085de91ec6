// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { StartedReplication } from "pulumi-opensearch-replication";

/** How many properties a replication with typical inputs registers, without the provider's text, which every dynamic resource has. */
export async function registeredProperties(): Promise<number> {
  await pulumi.runtime.setMocks({
    newResource: ({ inputs }) => ({ id: "x", state: inputs as Record<string, unknown> }),
    call: () => ({}),
  });
  const replication = new StartedReplication("copy", {
    index: "copy",
    leaderIndex: "orders",
    leaderAlias: "leader",
    waitFor: "acknowledged",
  });
  const own = Object.entries(replication).filter(([, value]) => pulumi.Output.isInstance(value));
  const others = new Set(["id", "urn", "__provider"]);
  return own.filter(([name]) => !others.has(name)).length;
}
