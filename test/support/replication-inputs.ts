// SPDX-License-Identifier: Apache-2.0

/** What the engine sends for a follower `copy` of the leader index `orders`: every default is filled in. */
export const checkedInputs = {
  index: "copy",
  leaderIndex: "orders",
  leaderAlias: "leader",
  paused: false,
  waitFor: "caughtUp",
  ifIndexExists: "adopt",
  onReplace: "overwrite",
  onDestroy: "keepIndex",
  timeouts: { create: "20m", update: "20m", delete: "10m" },
  __provider: "text",
};
