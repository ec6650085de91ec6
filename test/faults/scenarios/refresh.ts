// SPDX-License-Identifier: Apache-2.0
import { outside } from "../bench";
import { type PlainRun, type Scenario, up } from "../scenario";
import { created, declaring, pausedOutside, stoppedOutside } from "./common";

const refresh = { kind: "refresh" } as const;
const again: readonly PlainRun[] = [refresh, up(declaring())];

/** Refreshes, and the `up` that repairs what they find. */
export const refreshes: readonly Scenario[] = [
  {
    name: "refresh of a running replication",
    prepare: created,
    run: refresh,
    again,
    follows: { copy: "orders" },
    starts: 0,
    keeps: { copy: 100 },
  },
  {
    name: "refresh of a paused replication",
    prepare: async (bench) => {
      await created(bench);
      await pausedOutside(bench);
    },
    run: refresh,
    again,
    follows: { copy: "orders" },
    starts: 0,
    keeps: { copy: 100 },
  },
  {
    name: "refresh of what was stopped and deleted outside",
    prepare: async (bench) => {
      await created(bench);
      await stoppedOutside(bench);
      await outside(bench, "DELETE", "/copy");
    },
    run: refresh,
    again,
    follows: { copy: "orders" },
    starts: 1,
  },
  {
    name: "up --refresh of what was stopped outside, with the index left as the user's own",
    prepare: async (bench) => {
      await created(bench);
      await stoppedOutside(bench);
    },
    run: up(declaring(), { refresh: true }),
    again: [
      {
        ...up(declaring(), { refresh: true }),
        fails: /follows nothing|no longer follows anything/,
      },
    ],
    follows: {},
    starts: 0,
    stands: { copy: 100 },
  },
  {
    name: "refresh while the leader is down",
    prepare: async (bench) => {
      await created(bench);
      bench.pair.leader.goDown();
    },
    run: refresh,
    again: [{ ...refresh, fails: /failed to fetch replication status/ }],
    afterwards: (bench) => bench.pair.leader.comeBack(),
    follows: { copy: "orders" },
    starts: 0,
    keeps: { copy: 100 },
  },
];
