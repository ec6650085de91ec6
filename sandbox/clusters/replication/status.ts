// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import type { IndexState } from "../cluster/index-state";
import { invalid, Refusal } from "../http/refusal";
import type { JsonObject } from "../json/json";
import { phaseOf, type Replication } from "./replication";
import { look } from "./trouble";

const NOT_IN_PROGRESS: JsonObject = { status: "REPLICATION NOT IN PROGRESS" };

const failed = () =>
  new Refusal(500, "replication_exception", "failed to fetch replication status");

const described = (status: string, replication: Replication): JsonObject => ({
  status,
  reason: replication.reason,
  leader_alias: replication.leaderAlias,
  leader_index: replication.leaderIndex,
  follower_index: replication.follower,
});

const bootstrapDetails = (replication: Replication, now: number): JsonObject => ({
  bytes_total: 0,
  bytes_recovered: 0,
  bytes_percent: 0,
  files_total: 0,
  files_recovered: 0,
  files_percent: 0,
  start_time: replication.begunAt,
  running_time: now - replication.begunAt,
});

const syncingDetails = (leader: IndexState, follower: IndexState): JsonObject => ({
  leader_checkpoint: leader.checkpoint,
  follower_checkpoint: follower.checkpoint,
  seq_no: follower.checkpoint + follower.shards,
});

const shardSyncing = (leader: IndexState, follower: IndexState, shard: number): JsonObject => {
  const { global_checkpoint: checkpoint } = follower.numbers.of(shard);
  return {
    leader_checkpoint: leader.numbers.of(shard).global_checkpoint,
    follower_checkpoint: checkpoint,
    seq_no: checkpoint + 1,
  };
};

const running = (cluster: Cluster, replication: Replication, verbose: boolean): JsonObject => {
  const now = cluster.clock.now();
  const recovered =
    cluster.restartedAt + cluster.pace.restartForgets + cluster.pace.restartRecovers;
  if (now < recovered) return described("RUNNING", replication);
  const { trouble, leader } = look(cluster, replication);
  // Any not-found on the way reads like a replication that never was.
  if (trouble === "followerGone" || trouble === "connectionGone" || trouble === "leaderDeleted")
    return NOT_IN_PROGRESS;
  if (trouble === "leaderUnreachable" || trouble === "leaderClosed") throw failed();
  const follower = cluster.indexes.get(replication.follower);
  if (follower === undefined || leader === undefined) return NOT_IN_PROGRESS;
  if (now < replication.reopeningUntil || !follower.open) throw failed();
  const details = (
    kind: "bootstrap" | "syncing",
    values: JsonObject,
    ofShard: (shard: number) => JsonObject,
  ): JsonObject => {
    const each = follower.shardIds.map((shard) => ({
      shard_id: `[${replication.follower}][${shard}]`,
      [`${kind}_task_details`]: ofShard(shard),
    }));
    return {
      ...described(kind === "syncing" ? "SYNCING" : "BOOTSTRAPPING", replication),
      [`${kind}_details`]: values,
      ...(verbose ? { shard_replication_details: each } : {}),
    };
  };
  const phase = phaseOf(replication, now, cluster.pace);
  if (replication.fate?.red === true) return described("RUNNING", replication);
  const copied = bootstrapDetails(replication, now);
  if (phase === "copying") return details("bootstrap", copied, () => copied);
  if (phase === "following")
    return details("syncing", syncingDetails(leader, follower), (shard) =>
      shardSyncing(leader, follower, shard),
    );
  return described("RUNNING", replication);
};

/** `_status`: PAUSED and FAILED come from the store alone, RUNNING asks the leader. */
export const status = (cluster: Cluster, name: string, verbose: boolean): JsonObject => {
  if (name === "") throw invalid(["Index name must be specified to obtain replication status"]);
  const replication = cluster.replications.get(name);
  if (replication === undefined) return NOT_IN_PROGRESS;
  // A node that has just come up does not know its replications, then not their shards.
  if (cluster.clock.now() < cluster.restartedAt + cluster.pace.restartForgets)
    return NOT_IN_PROGRESS;
  return replication.state === "RUNNING"
    ? running(cluster, replication, verbose)
    : described(replication.state, replication);
};
