// SPDX-License-Identifier: Apache-2.0
import { type Scenario, up } from "../scenario";
import { declaring, startedOutside } from "./common";

const overwriting = declaring({ ifIndexExists: "overwrite" });

/** Creates that are told to overwrite what has the name. */
export const overwrites: readonly Scenario[] = [
  {
    name: "overwriting of an ordinary index",
    prepare: (bench) => {
      bench.pair.follower.addIndex("copy", 7);
      return Promise.resolve();
    },
    run: up(overwriting),
    follows: { copy: "orders" },
    starts: 1,
  },
  {
    name: "overwriting by what the cluster refuses",
    prepare: (bench) => {
      bench.pair.follower.addIndex("copy", 7);
      return Promise.resolve();
    },
    run: up(declaring({ ifIndexExists: "overwrite", leaderIndex: "missing" })),
    again: [
      {
        ...up(declaring({ ifIndexExists: "overwrite", leaderIndex: "missing" })),
        fails: /missing/,
      },
    ],
    follows: {},
    starts: 0,
    stands: { copy: 7 },
  },
  {
    name: "overwriting of a replication of another leader index",
    prepare: (bench) => startedOutside(bench, "other"),
    run: up(overwriting),
    follows: { copy: "orders" },
    starts: 1,
    overwrites: { copy: "other" },
  },
];
