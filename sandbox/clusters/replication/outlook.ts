// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import type { IndexState } from "../cluster/index-state";
import { FINAL_SETTINGS } from "../cluster/known-index-settings";
import { numberSetting, setting, type Settings } from "../cluster/settings";
import { isAtLeast } from "../cluster/version";
import type { Caller } from "../security/caller";
import { autoPaused, type Fate, type UsedRoles } from "./replication";
import { roleMay } from "./role-rights";

/** What will come of a start that passed every check. */
export type Outlook =
  | { kind: "restores"; fate: Fate | undefined }
  /** The restore is refused: FAILED without an index, and the start itself times out. */
  | { kind: "refused" }
  /** The restore waits for ever: no index, and the start times out. */
  | { kind: "stalls" };

/** The part of a start request that matters here. */
export interface Wish {
  follower: string;
  leaderAlias: string;
  leaderIndex: string;
  overrides: Settings;
  /** Whoever asked, and the roles it is done in; both only matter with the security plugin. */
  caller: Caller | undefined;
  roles: UsedRoles | undefined;
}

const ALLOCATION = /^index\.routing\.allocation\.(require|include)\._name$/;

const overridesFinal = (overrides: Settings, leader: IndexState): boolean =>
  FINAL_SETTINGS.some((key) => {
    const value = overrides[key];
    if (value === undefined || value === null) return false;
    return key !== "index.number_of_shards" || value !== String(leader.shards);
  });

/** A follower can have no name that is an alias, on its own cluster or on the leader index. */
const aliasClash = (cluster: Cluster, follower: string, leader: IndexState): boolean =>
  leader.aliases.has(follower) || cluster.withAlias(follower).length > 0;

/** Before 3.5 the write flag of an alias is copied, and an alias can have only one write index. */
const writeAliasClash = (cluster: Cluster, leader: IndexState): boolean =>
  !isAtLeast(cluster.version, "3.5.0") &&
  [...leader.aliases].some(
    ([alias, properties]) =>
      properties["is_write_index"] === true &&
      cluster.withAlias(alias).some((had) => had.aliases.get(alias)?.["is_write_index"] === true),
  );

const overShardLimit = (cluster: Cluster, wish: Wish, leader: IndexState): boolean => {
  const limit = numberSetting(cluster.settings, "cluster.max_shards_per_node", 1_000);
  const held = [...cluster.indexes.values()]
    .map((index) => index.shards * (1 + index.replicas))
    .reduce((sum, count) => sum + count, 0);
  const replicas = numberSetting(wish.overrides, "index.number_of_replicas", leader.replicas);
  return held + leader.shards * (1 + replicas) > limit;
};

const fateOf = (cluster: Cluster, wish: Wish): Fate | undefined => {
  const { follower, overrides } = wish;
  const elsewhere = Object.entries(overrides).some(
    ([key, value]) => ALLOCATION.test(key) && value !== cluster.nodeName,
  );
  const copies = roleMay(cluster, wish, "copy");
  if (cluster.armed.failingBootstraps.has(follower) || elsewhere || !copies)
    return {
      after: cluster.pace.bootstrapFails,
      state: "FAILED",
      reason: "shard could not be allocated to any of the nodes",
      red: true,
    };
  if (setting(overrides, "index.blocks.read_only") !== "true") return undefined;
  const message = `index [${follower}] blocked by: [FORBIDDEN/5/index read-only (api)];`;
  return {
    after: cluster.pace.blockedReplay,
    state: "PAUSED",
    reason: autoPaused(follower, "org.opensearch.cluster.block.ClusterBlockException", message),
    red: false,
  };
};

/**
 * The plugin copies through a repository that it makes when an address of a connection comes or
 * changes in the cluster's settings; before 2.7 it looks at seeds only.
 */
const lacksRepository = (cluster: Cluster, alias: string): boolean => {
  const named = (key: string): string => `cluster.remote.${alias}.${key}`;
  const set = { ...cluster.persistent, ...cluster.transient };
  const addresses = isAtLeast(cluster.version, "2.7.0") ? ["seeds", "proxy_address"] : ["seeds"];
  return addresses.map(named).every((key) => {
    const value = set[key] ?? undefined;
    return value === undefined || String(value) === String(cluster.inFile[key]);
  });
};

/** Tells what a start will come to. Every `_start` that gets this far has passed all checks. */
export const outlook = (cluster: Cluster, wish: Wish, leader: IndexState): Outlook => {
  if (
    overridesFinal(wish.overrides, leader) ||
    aliasClash(cluster, wish.follower, leader) ||
    writeAliasClash(cluster, leader) ||
    lacksRepository(cluster, wish.leaderAlias) ||
    overShardLimit(cluster, wish, leader)
  )
    return { kind: "refused" };
  if (setting(leader.settings, "index.blocks.read_only") === "true") return { kind: "stalls" };
  return { kind: "restores", fate: fateOf(cluster, wish) };
};
