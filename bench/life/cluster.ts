// SPDX-License-Identifier: Apache-2.0
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";

/** The leader index that everything replicates, and the connection to it. */
export const leaderIndex = "orders";
export const leaderAlias = "leader";

/** An emulated pair on which thousands can be started, of the release that answers for many at once. */
export async function roomyPair(): Promise<ClusterPair> {
  const pair = await startPair({ version: "3.8.0" });
  pair.leader.addIndex(leaderIndex, 10);
  await connect(pair, leaderAlias);
  // A node holds 1,000 shards by default, and what comes after them never starts.
  const response = await fetch(`${pair.follower.url}/_cluster/settings`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ persistent: { "cluster.max_shards_per_node": "100000" } }),
  });
  if (!response.ok) throw new Error(`The follower refused its settings: ${await response.text()}`);
  pair.follower.requests.length = 0;
  return pair;
}
