// SPDX-License-Identifier: Apache-2.0
import { type Scenario, up } from "../scenario";
import { created, declaring, pausedOutside, stoppedOutside } from "./common";

const destroy = { kind: "destroy" } as const;
const kept = { follows: {}, starts: 0, keeps: { copy: 100 } };

/** Removals that leave the index. */
export const destructions: readonly Scenario[] = [
  { name: "destroy of a running replication", prepare: created, run: destroy, ...kept },
  {
    name: "destroy of a paused replication",
    prepare: async (bench) => {
      await created(bench);
      await pausedOutside(bench);
    },
    run: destroy,
    ...kept,
  },
  {
    name: "destroy of a running replication with its index",
    prepare: (bench) => created(bench, { onDestroy: "deleteIndex" }),
    run: destroy,
    follows: {},
    starts: 0,
    deletes: ["copy"],
  },
  {
    name: "destroy of a paused replication with its index",
    prepare: (bench) => created(bench, { onDestroy: "deleteIndex", paused: true }),
    run: destroy,
    follows: {},
    starts: 0,
    deletes: ["copy"],
  },
  {
    name: "destroy of a failed replication with its index",
    prepare: async (bench) => {
      bench.pair.follower.failBootstrap("copy");
      await bench.run(up(declaring({ onDestroy: "deleteIndex" })));
    },
    run: destroy,
    follows: {},
    starts: 0,
    deletes: ["copy"],
  },
  {
    name: "destroy while the leader is down",
    prepare: async (bench) => {
      await created(bench);
      bench.pair.leader.goDown();
    },
    run: destroy,
    afterwards: (bench) => bench.pair.leader.comeBack(),
    ...kept,
  },
  {
    name: "destroy of what was stopped outside",
    prepare: async (bench) => {
      await created(bench);
      await stoppedOutside(bench);
    },
    run: destroy,
    follows: {},
    starts: 0,
    stands: { copy: 100 },
  },
  {
    name: "destroy between restore and first replay, which leaves a blocked index",
    // The moment lasts, so that the second run finds the same as the first.
    pace: { gap: 24 * 3_600_000 },
    prepare: async (bench) => {
      await bench.run(up(declaring({ waitFor: "acknowledged" })));
      bench.pair.follower.stopRacesWithStart("copy");
    },
    run: destroy,
    follows: {},
    starts: 0,
  },
  {
    name: "up of a program that no longer declares it",
    prepare: created,
    run: up({}),
    ...kept,
  },
  {
    name: "up that declares another one instead",
    prepare: created,
    run: up({ second: { ...declaring()["orders"], index: "second" } }),
    follows: { second: "orders" },
    starts: 1,
    keeps: { copy: 100 },
  },
];
