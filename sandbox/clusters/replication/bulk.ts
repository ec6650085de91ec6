// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import { glob } from "../cluster/glob";
import { isListed } from "./names";
import { remoteCluster } from "../cluster/remote";
import { Refusal } from "../http/refusal";
import type { JsonObject } from "../json/json";
import type { Caller } from "../security/caller";
import { permit } from "../security/permit";
import { pause } from "./pause";
import type { UsedRoles } from "./replication";
import { resume } from "./resume";
import { start } from "./start";
import { status } from "./status";
import { stop } from "./stop";

/** A bulk operation, under way or over. */
export interface BulkTask {
  readonly operation: string;
  readonly pattern: string;
  readonly startTime: number;
  succeeded: number;
  pending: number;
  readonly failed: { readonly index: string; readonly reason: string }[];
}

/** What a bulk call asks for. */
export interface BulkWish {
  readonly pattern: string;
  readonly exclude: readonly string[];
}

/** What a bulk start asks for: followers are called as their leaders are. */
export interface BulkStart extends BulkWish {
  readonly leaderAlias: string;
  readonly roles: UsedRoles | undefined;
  readonly caller: Caller | undefined;
}

const BATCH = 10;

const STATUS = "indices:admin/plugins/replication/index/status_check";

const matching = (names: Iterable<string>, { pattern, exclude }: BulkWish): string[] => {
  const matches = glob(pattern);
  return [...names].filter(
    (name) => matches.test(name) && isListed(name) && !exclude.includes(name),
  );
};

/** Does something to many in the background, some at a time; answers the task's id. */
const inBackground = (
  cluster: Cluster,
  operation: string,
  { pattern }: BulkWish,
  names: readonly string[],
  act: (name: string) => Promise<void> | void,
): string => {
  const task: BulkTask = {
    operation: `bulk_${operation}_replication`,
    pattern,
    startTime: cluster.clock.now(),
    succeeded: 0,
    pending: names.length,
    failed: [],
  };
  const one = async (name: string): Promise<void> => {
    try {
      await act(name);
      task.succeeded += 1;
    } catch (error) {
      task.failed.push({ index: name, reason: error instanceof Error ? error.message : "" });
    }
    task.pending -= 1;
  };
  const all = async (): Promise<void> => {
    for (let at = 0; at < names.length; at += BATCH)
      await Promise.all(names.slice(at, at + BATCH).map(one));
  };
  const id = `${cluster.identity.uuid}:${cluster.bulkTasks.size + 1}`;
  cluster.bulkTasks.set(id, task);
  void all();
  return id;
};

/** `_bulk_start`: every index of the leader that matches. */
export const bulkStart = (cluster: Cluster, wish: BulkStart): string => {
  const { leaderAlias, roles, caller } = wish;
  const names = matching(remoteCluster(cluster, leaderAlias).indexes.keys(), wish);
  return inBackground(cluster, "start", wish, names, (name) =>
    start(
      cluster,
      { follower: name, leaderAlias, leaderIndex: name, overrides: {}, caller, roles },
      false,
    ),
  );
};

const ACTS = {
  stop,
  pause: (cluster: Cluster, name: string) => pause(cluster, name, "bulk_pause"),
  resume: (cluster: Cluster, name: string) => resume(cluster, name, false),
} as const;

/** `_bulk_stop`, `_bulk_pause`, `_bulk_resume`: every replication whose follower matches. */
export const bulkAct = (cluster: Cluster, act: keyof typeof ACTS, wish: BulkWish): string => {
  const names = matching(cluster.replications.keys(), wish);
  return inBackground(cluster, act, wish, names, (name) => ACTS[act](cluster, name));
};

/**
 * `_bulk_status`: every open index of this cluster that matches, a follower or not. Each is asked for by
 * itself inside the plugin, with the caller's rights; of one that fails, the message is the status.
 */
export const bulkStatus = (
  cluster: Cluster,
  pattern: string,
  caller: Caller | undefined,
): JsonObject => {
  const statusOrMessage = (name: string): JsonObject => {
    try {
      permit(cluster, caller, STATUS, name);
      return status(cluster, name, false);
    } catch (error) {
      if (error instanceof Refusal) return { status: error.reason };
      throw error;
    }
  };
  const names = matching(cluster.indexes.keys(), { pattern, exclude: [] });
  const open = names.filter((name) => cluster.indexes.get(name)?.open === true);
  return { indices: Object.fromEntries(open.map((name) => [name, statusOrMessage(name)])) };
};

/** `_task_status`. */
export const taskStatus = (cluster: Cluster, id: string): JsonObject => {
  const task = cluster.bulkTasks.get(id);
  if (task === undefined)
    throw new Refusal(
      404,
      "resource_not_found_exception",
      `Task ${id} not found or already completed`,
    );
  return {
    operation_type: task.operation,
    pattern: task.pattern,
    start_time: task.startTime,
    num_success: task.succeeded,
    num_failed: task.failed.length,
    num_pending: task.pending,
    num_cancelled: 0,
    failed_indices: task.failed.map(({ index, reason }) => ({ index, failure_reason: reason })),
  };
};
