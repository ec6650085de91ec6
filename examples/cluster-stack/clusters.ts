// SPDX-License-Identifier: Apache-2.0
import { resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { EmulatedClusters } from "./emulated-clusters";

/** Two clusters as the rest of the stack needs them; nothing of it has to be known at preview. */
export interface Clusters {
  /** REST address of the follower. */
  readonly followerUrl: pulumi.Input<string>;
  /** Transport address of the leader, as the follower reaches it. */
  readonly leaderSeed: pulumi.Input<string>;
  readonly username: pulumi.Input<string>;
  readonly password: pulumi.Output<string>;
  /** What is at the other end, for the stack's outputs. */
  readonly notice: pulumi.Input<string>;
}

/** The clusters that the configuration names, else a pair of emulated ones, which the stack makes. */
export function clustersOf(config: pulumi.Config): Clusters {
  const followerUrl = config.get("followerUrl");
  if (followerUrl !== undefined && followerUrl !== "") {
    return {
      followerUrl,
      leaderSeed: config.require("leaderSeed"),
      username: config.get("username") ?? "admin",
      password: config.requireSecret("password"),
      notice: `the clusters of the configuration, follower ${followerUrl}`,
    };
  }
  const ownFolder = resolve(__dirname, "../../.sandbox", `cluster-stack-${pulumi.getStack()}`);
  return new EmulatedClusters("clusters", {
    folder: config.get("clustersFolder") ?? ownFolder,
    indexes: { orders: 1_000, customers: 200, "logs-1": 50, "logs-2": 70 },
    password: config.getSecret("password"),
  });
}
