// SPDX-License-Identifier: Apache-2.0
import type { IndexState } from "../cluster/index-state";
import { isAtLeast } from "../cluster/version";

/**
 * Puts the leader's aliases on a follower. From 3.5 on none makes it the index that is written to: two
 * followers of one alias would both claim it.
 */
export const copyAliases = (version: string, leader: IndexState, follower: IndexState): void => {
  follower.aliases.clear();
  for (const [alias, properties] of leader.aliases) {
    const isFlagged = properties["is_write_index"] !== undefined && isAtLeast(version, "3.5.0");
    follower.aliases.set(alias, isFlagged ? { ...properties, is_write_index: false } : properties);
  }
};
