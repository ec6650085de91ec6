// SPDX-License-Identifier: Apache-2.0
import { type Scenario, up } from "../scenario";
import { copy, declaring, nothing } from "./common";

const waits = ["acknowledged", "syncing", "caughtUp"] as const;

/** Creates of what is not there yet. */
export const creations: readonly Scenario[] = [
  ...waits.map((waitFor): Scenario => ({
    name: `create that waits for "${waitFor}"`,
    prepare: nothing,
    run: up(declaring({ waitFor })),
    follows: { copy: "orders" },
    starts: 1,
  })),
  {
    name: "create of two",
    prepare: nothing,
    run: up({ ...declaring(), second: { ...copy, index: "second", leaderIndex: "other" } }),
    follows: { copy: "orders", second: "other" },
    starts: 2,
  },
  {
    name: "create whose start answers 500 and runs all the same",
    prepare: (bench) => {
      bench.pair.follower.startAnswersLate("copy");
      return Promise.resolve();
    },
    run: up(declaring()),
    follows: { copy: "orders" },
    starts: 0,
  },
  {
    name: "create of a paused one",
    prepare: nothing,
    run: up(declaring({ paused: true })),
    follows: { copy: "orders" },
    paused: ["copy"],
    starts: 1,
  },
  {
    name: "create with settings",
    prepare: nothing,
    run: up(declaring({ settings: { number_of_replicas: 2 } })),
    follows: { copy: "orders" },
    settings: { copy: { "index.number_of_replicas": "2" } },
    starts: 1,
  },
  {
    name: "create where an index of the user's own has the name",
    prepare: (bench) => {
      bench.pair.follower.addIndex("copy", 7);
      return Promise.resolve();
    },
    run: up(declaring()),
    again: [{ ...up(declaring()), fails: /follows nothing|no longer follows anything/ }],
    follows: {},
    starts: 0,
    stands: { copy: 7 },
  },
];
