// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import type { IndexState } from "../cluster/index-state";
import { timeSetting } from "../cluster/settings";
import { answer, type Answer } from "../http/answer";
import type { EmulatedRequest } from "../http/request";
import type { JsonObject } from "../json/json";

type Health = "green" | "yellow" | "red";

const ORDER: Health[] = ["green", "yellow", "red"];

const worst = (indexes: IndexState[]): Health =>
  ORDER.filter((health) => health === "green" || indexes.some((one) => one.health === health)).at(
    -1,
  ) ?? "green";

const described = (cluster: Cluster, indexes: IndexState[], missing: boolean): JsonObject => {
  const active = indexes.filter((index) => index.active).reduce((sum, one) => sum + one.shards, 0);
  const all = indexes.reduce((sum, one) => sum + one.shards * (1 + one.replicas), 0);
  return {
    cluster_name: cluster.identity.name,
    status: missing ? "red" : worst(indexes),
    timed_out: false,
    number_of_nodes: 1,
    number_of_data_nodes: 1,
    discovered_master: true,
    discovered_cluster_manager: true,
    active_primary_shards: active,
    active_shards: active,
    relocating_shards: 0,
    initializing_shards: 0,
    unassigned_shards: all - active,
    delayed_unassigned_shards: 0,
    number_of_pending_tasks: 0,
    number_of_in_flight_fetch: 0,
    task_max_waiting_in_queue_millis: 0,
    active_shards_percent_as_number: all === 0 ? 100 : (active * 100) / all,
  };
};

/**
 * `_cluster/health`: an index that does not exist, and a status that is not reached, are waited
 * for; then the answer is 408.
 */
export const health = async (
  cluster: Cluster,
  request: EmulatedRequest,
  name: string | undefined,
): Promise<Answer> => {
  const look = () => {
    const found = name === undefined ? undefined : cluster.indexes.get(name);
    const missing = name !== undefined && found === undefined;
    const indexes = name === undefined ? [...cluster.indexes.values()] : found ? [found] : [];
    return { missing, body: described(cluster, indexes, missing) };
  };
  const wanted = request.query.get("wait_for_status");
  const reached = ({ missing, body }: ReturnType<typeof look>) =>
    !missing &&
    (wanted === undefined ||
      ORDER.indexOf(body["status"] as Health) <= ORDER.indexOf(wanted as Health));
  if (reached(look())) return answer(look().body);
  const limit = timeSetting({ timeout: request.query.get("timeout") ?? "" }, "timeout", 30_000);
  await cluster.clock.sleep(limit);
  const last = look();
  return reached(last) ? answer(last.body) : answer({ ...last.body, timed_out: true }, 408);
};
