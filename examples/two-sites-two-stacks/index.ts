// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import * as replication from "pulumi-opensearch-replication";

const config = new pulumi.Config();

// The word that switches: active, blocked (before the other site becomes active), passive.
const role = config.require("role");
const indexes = config.requireObject<string[]>("indexes");
const useRoles = config.getObject<replication.UseRoles>("useRoles");

// The other site's stack. Without one, as in the very first `up`, there is nothing to go by.
const otherStack = config.get("otherStack");
const other = otherStack === undefined ? undefined : new pulumi.StackReference(otherStack);

type ByIndex<T> = Record<string, T> | undefined;
const fenceOf = (index: string) =>
  other?.getOutput("fences").apply((found: ByIndex<replication.FencedIndex>) => found?.[index]);
const promotionOf = (index: string) =>
  other?.getOutput("promotions").apply((found: ByIndex<replication.Promotion>) => found?.[index]);

// How this cluster's nodes reach the other site.
const connection = new replication.LeaderConnection("other", {
  alias: "other",
  seeds: config.requireObject<string[]>("otherSeeds"),
});

const blockArgs = { indexes, blocked: role !== "active", reserveNames: role === "passive" };
const blockFirst = role === "active" ? undefined : new replication.WriteBlock("block", blockArgs);

const replications = indexes.map(
  (index) =>
    new replication.StartedReplication(
      index,
      {
        ...{ index, leaderIndex: index, leaderAlias: connection },
        ...(role === "passive"
          ? { promoted: false, supersededBy: promotionOf(index) }
          : { promoted: true, promoteAt: fenceOf(index) }),
        ...(useRoles && { useRoles }),
      },
      { dependsOn: blockFirst ?? [] },
    ),
);

const block =
  blockFirst ?? new replication.WriteBlock("block", blockArgs, { dependsOn: replications });

// What the other site's stack goes by.
export const fences = block.fences;
export const promotions = pulumi
  .all(replications.map(({ promotion }) => promotion))
  .apply((all) => Object.fromEntries(indexes.map((index, at) => [index, all[at]])));
export const status = pulumi.all(replications.map((one) => one.status));
