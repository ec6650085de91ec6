// SPDX-License-Identifier: Apache-2.0
import { mayAutoCreate } from "../cluster/auto-create";
import type { Cluster } from "../cluster/cluster";
import type { IndexState } from "../cluster/index-state";
import { makeIndex } from "../cluster/make-index";

/**
 * The index that a writer makes under a follower's name after the start was found in order. The plugin
 * sees an index of that name and follows with it, without a restore and without a lease.
 */
export const intruder = (cluster: Cluster, follower: string): IndexState | undefined => {
  const documents = cluster.armed.writers.get(follower);
  cluster.armed.writers.delete(follower);
  if (documents === undefined || !mayAutoCreate(cluster.settings, follower)) return undefined;
  const index = makeIndex(cluster, follower);
  const at = cluster.clock.now();
  for (let number = 1; number <= documents; number += 1)
    index.record({ id: `writer-${number}`, source: { number }, at });
  return index;
};
