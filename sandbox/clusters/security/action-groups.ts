// SPDX-License-Identifier: Apache-2.0

/** The plugin's own action groups, as far as roles are likely to name them. */
const GROUPS: Record<string, string[]> = {
  unlimited: ["*"],
  indices_all: ["indices:*"],
  indices_monitor: ["indices:monitor/*"],
  manage: ["indices:monitor/*", "indices:admin/*"],
  read: ["indices:data/read*", "indices:admin/mappings/fields/get*", "indices:admin/resolve/index"],
  write: ["indices:data/write*", "indices:admin/mapping/put"],
  crud: ["read", "write"],
  cluster_all: ["cluster:*"],
  cluster_monitor: ["cluster:monitor/*"],
  cluster_composite_ops_ro: [
    "indices:data/read/mget",
    "indices:data/read/msearch",
    "indices:data/read/mtv",
    "indices:admin/aliases/exists*",
    "indices:admin/aliases/get*",
    "indices:data/read/scroll",
    "indices:admin/resolve/index",
  ],
  cluster_composite_ops: [
    "indices:data/write/bulk",
    "indices:admin/aliases*",
    "indices:data/write/reindex",
    "cluster_composite_ops_ro",
  ],
};

/** Patterns of actions, with the groups among them spelled out. */
export const spelledOut = (allowed: string[]): string[] =>
  allowed.flatMap((name) => {
    const group = GROUPS[name];
    return group === undefined ? [name] : spelledOut(group);
  });
