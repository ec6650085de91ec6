// SPDX-License-Identifier: Apache-2.0
import type { ClusterPair } from "./pair";

/** Connects the follower to the leader under an alias, by the request that anyone would send. */
export const connect = async (pair: ClusterPair, alias = "leader"): Promise<void> => {
  const seeds = [pair.leader.transportAddress];
  const response = await fetch(`${pair.follower.url}/_cluster/settings`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ persistent: { [`cluster.remote.${alias}.seeds`]: seeds } }),
  });
  if (!response.ok)
    throw new Error(`the follower refused the connection: ${await response.text()}`);
};
