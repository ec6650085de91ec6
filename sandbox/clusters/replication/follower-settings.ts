// SPDX-License-Identifier: Apache-2.0
import { FINAL_SETTINGS } from "../cluster/known-index-settings";
import { changed, type Settings } from "../cluster/settings";
import { MARKER } from "./replication";

/** Settings that the plugin leaves on the leader. */
const NOT_COPIED = [
  MARKER,
  "index.plugins.replication.translog.retention_lease.pruning.enabled",
  "index.blocks.metadata",
  "index.blocks.read",
  "index.blocks.read_only",
  "index.blocks.read_only_allow_delete",
  "index.blocks.write",
  "index.routing.rebalance.enable",
  "index.routing.allocation.enable",
  "index.soft_deletes.retention_lease.period",
  "index.write.wait_for_active_shards",
];

const without = (settings: Settings, keys: string[]): Settings =>
  Object.fromEntries(Object.entries(settings).filter(([key]) => !keys.includes(key)));

const only = (settings: Settings, keys: string[]): Settings =>
  Object.fromEntries(Object.entries(settings).filter(([key]) => keys.includes(key)));

/** The settings a new follower begins with. */
export const initialSettings = (
  leader: Settings,
  overrides: Settings,
  own: { uuid: string; marker: string },
): Settings =>
  changed(without(leader, NOT_COPIED), {
    "index.uuid": own.uuid,
    [MARKER]: own.marker,
    ...overrides,
  });

/**
 * The settings a follower has after a poll: the leader's present ones with the present overrides.
 * What is final stays as it was, whatever an override says about it.
 */
export const polledSettings = (
  follower: Settings,
  leader: Settings,
  overrides: Settings,
): Settings => ({
  ...without(leader, [...NOT_COPIED, ...FINAL_SETTINGS]),
  ...without(overrides, [MARKER, ...FINAL_SETTINGS]),
  ...only(follower, [MARKER, ...FINAL_SETTINGS]),
});
