// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import * as replication from "pulumi-opensearch-replication";

const config = new pulumi.Config();

/** A leader index in the configuration: its name, or an object where it needs more than that. */
type Listed = string | { leaderIndex: string; index?: string; paused?: boolean };

const indexes = config.requireObject<Listed[]>("indexes");
const useRoles = config.getObject<replication.UseRoles>("useRoles");

// The follower cluster's address and sign-in come from the stack's configuration (opensearch:url, …)
// or from the environment (OPENSEARCH_URL, …).
const replicated = new replication.ReplicatedCluster("replicated", {
  connection: {
    alias: config.get("leaderAlias") ?? "leader",
    seeds: config.requireObject<string[]>("leaderSeeds"),
  },
  indexes,
  rename: (leaderIndex) => `${leaderIndex}-copy`,
  // Where the security plugin is on: roles of the signing-in user, one on each cluster.
  ...(useRoles && { useRoles }),
});

export const connected = replicated.connection?.connected;
export const followers = Object.values(replicated.replications).map(({ index }) => index);
export const caughtUp = replicated.gate?.reached;
