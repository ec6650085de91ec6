// SPDX-License-Identifier: Apache-2.0
import { type Scenario, up } from "../scenario";
import { copy, created, declaring, pausedOutside, startedOutside } from "./common";

/** Creates of what is there already. */
export const adoptions: readonly Scenario[] = [
  {
    name: "adoption of a running replication",
    prepare: startedOutside,
    run: up(declaring()),
    follows: { copy: "orders" },
    starts: 0,
    adopts: { copy: "orders" },
    keeps: { copy: 100 },
  },
  {
    name: "adoption of a paused replication",
    prepare: async (bench) => {
      await startedOutside(bench);
      await pausedOutside(bench);
    },
    run: up(declaring()),
    follows: { copy: "orders" },
    starts: 0,
    adopts: { copy: "orders" },
    keeps: { copy: 100 },
  },
  {
    name: "adoption under another name in the program",
    prepare: created,
    run: up({ renamed: copy }),
    follows: { copy: "orders" },
    starts: 0,
    keeps: { copy: 100 },
  },
  {
    name: 'create with ifIndexExists "fail" where the same replication runs',
    prepare: startedOutside,
    run: up(declaring({ ifIndexExists: "fail" })),
    again: [{ ...up(declaring({ ifIndexExists: "fail" })), fails: /ifIndexExists is "fail"/ }],
    follows: {},
    starts: 0,
    foreign: { copy: "orders" },
  },
  {
    name: "create where the name replicates another leader",
    prepare: (bench) => startedOutside(bench, "other"),
    run: up(declaring()),
    again: [{ ...up(declaring()), fails: /already replicates leader index "other"/ }],
    follows: {},
    starts: 0,
    foreign: { copy: "other" },
  },
];
