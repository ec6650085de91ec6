// SPDX-License-Identifier: Apache-2.0
import { type Scenario, up } from "../scenario";
import { created, declaring, refreshed } from "./common";

const useRoles = { leaderClusterRole: "reader", followerClusterRole: "writer" };

/** Replacements: delete, then create. */
export const replacements: readonly Scenario[] = [
  {
    name: "replacement under the same name by another leader index",
    prepare: created,
    run: up(declaring({ leaderIndex: "other" })),
    follows: { copy: "other" },
    starts: 1,
  },
  {
    name: "replacement under the same name with other roles",
    prepare: created,
    run: up(declaring({ useRoles })),
    follows: { copy: "orders" },
    starts: 1,
  },
  {
    name: "replacement under another name",
    prepare: created,
    run: up(declaring({ index: "second" })),
    follows: { second: "orders" },
    starts: 1,
    keeps: { copy: 100 },
  },
  {
    name: "replacement under another name that deletes the old index",
    prepare: (bench) => created(bench, { onDestroy: "deleteIndex" }),
    run: up(declaring({ index: "second", onDestroy: "deleteIndex" })),
    follows: { second: "orders" },
    starts: 1,
    deletes: ["copy", "second"],
  },
  {
    name: "replacement by what the cluster refuses",
    prepare: created,
    run: up(declaring({ leaderIndex: "missing" })),
    again: [{ ...up(declaring({ leaderIndex: "missing" })), fails: /missing/ }, up(declaring())],
    follows: { copy: "orders" },
    starts: 0,
    keeps: { copy: 100 },
  },
  {
    name: "up after a create that failed",
    prepare: async (bench) => {
      bench.pair.follower.failBootstrap("copy");
      await bench.run(up(declaring()));
    },
    run: up(declaring()),
    follows: { copy: "orders" },
    starts: 1,
  },
  {
    name: "replacement of a failed one",
    prepare: async (bench) => {
      bench.pair.follower.failBootstrap("copy");
      await bench.run(up(declaring()));
      await refreshed(bench);
    },
    run: up(declaring()),
    follows: { copy: "orders" },
    starts: 1,
  },
];
