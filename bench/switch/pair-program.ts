// SPDX-License-Identifier: Apache-2.0
import type { ClusterPair, EmulatedCluster } from "../../sandbox/clusters";
import { programOf, provider } from "../../test/support/program-lines";

/** A `ReplicatedPair` over both clusters of an emulated pair, and nothing else. */
export function pairProgram(
  { leader, follower }: ClusterPair,
  indexes: readonly string[],
  active: "eu" | "us",
): string {
  const site = (cluster: EmulatedCluster, name: string): string =>
    `${name}: { provider: ${name}, seeds: ["${cluster.transportAddress}"] }`;
  const sites = `{ ${site(leader, "eu")}, ${site(follower, "us")} }`;
  return programOf(
    provider("eu", leader.url),
    provider("us", follower.url),
    `new replication.ReplicatedPair("shop", { sites: ${sites}, active: "${active}", indexes: ${JSON.stringify(indexes)} });`,
  );
}
