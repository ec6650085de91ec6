// SPDX-License-Identifier: Apache-2.0
import { type Scenario, up } from "../scenario";
import { created, declaring, pausedOutside, refreshed } from "./common";

const kept = { follows: { copy: "orders" }, keeps: { copy: 100 }, starts: 0 };

/** Updates in place. */
export const updates: readonly Scenario[] = [
  {
    name: "update of waitFor",
    prepare: created,
    run: up(declaring({ waitFor: "syncing" })),
    ...kept,
  },
  {
    name: "update of timeouts",
    prepare: created,
    run: up(declaring({ timeouts: { create: "5m", update: "5m", delete: "5m" } })),
    ...kept,
  },
  {
    name: "update that pauses",
    prepare: created,
    run: up(declaring({ paused: true })),
    ...kept,
    paused: ["copy"],
  },
  {
    name: "update that resumes what we have paused",
    prepare: (bench) => created(bench, { paused: true }),
    run: up(declaring()),
    ...kept,
  },
  {
    name: "update of the settings",
    prepare: (bench) => created(bench, { settings: { number_of_replicas: 1 } }),
    run: up(declaring({ settings: { number_of_replicas: 2 } })),
    ...kept,
    settings: { copy: { "index.number_of_replicas": "2" } },
  },
  {
    name: "update of the settings that resumes as well",
    prepare: (bench) => created(bench, { paused: true }),
    run: up(declaring({ settings: { number_of_replicas: 2 } })),
    ...kept,
    settings: { copy: { "index.number_of_replicas": "2" } },
  },
  {
    name: "update that resumes what a refresh has found paused",
    prepare: async (bench) => {
      await created(bench);
      await pausedOutside(bench);
      await refreshed(bench);
    },
    run: up(declaring()),
    ...kept,
  },
  {
    name: "up --refresh that resumes",
    prepare: async (bench) => {
      await created(bench);
      await pausedOutside(bench);
    },
    run: up(declaring(), { refresh: true }),
    ...kept,
  },
];
