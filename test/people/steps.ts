// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { type Change, type Edit } from "./edits";
import type { Declared } from "./village";

/** `pulumi up`. */
export interface Up {
  readonly run: "up";
  readonly refresh: boolean;
  readonly areChecksFirst: boolean;
  /** The request to the follower at which the provider processes are killed. */
  readonly killedAt: number | undefined;
  /** The request from which on the follower cannot be reached. */
  readonly cutOffAt?: number | undefined;
  /** `--continue-on-error`. */
  readonly continuesOnError?: boolean;
  /** The processes of the deployment cannot share their notes. */
  readonly isUnshared?: boolean;
}

/** A command of the CLI. */
export type Command =
  | Up
  | { readonly run: "refresh" | "destroy" | "destroy-exclude-protected" }
  | {
      readonly run: "target" | "target-replace" | "exclude";
      /** Counts the resources of the program. */
      readonly at: number;
    }
  | {
      /** `target-old` is `up --target` of what need not be declared any more. */
      readonly run: "taint" | "target-old" | "destroy-target" | "destroy-exclude";
      /** Counts those of the state. */
      readonly at: number;
    };

/** Something that happens on the clusters, and nobody told the program. */
export type Outside =
  | { readonly outside: "stop" | "pause" | "write" | "delete"; readonly index: string }
  | { readonly outside: "remake" | "add"; readonly leaderIndex: string }
  /** The user may not ask for the cluster's uuid any more. */
  | { readonly outside: "hide" };

/** Without a stack, it is of the first. */
export type Step = (Edit | Command | Outside) & { readonly stack?: "first" | "second" };

export const indexes = ["copy-a", "copy-b", "logs-1", "mine"] as const;
const leaderIndexes = ["orders", "other", "logs-1"] as const;
const at = fc.nat({ max: 3 });

const bare = { options: {}, more: {} };
const replication: fc.Arbitrary<Declared> = fc.record({
  ...fixed({ kind: "replication" as const, ...bare, via: { alias: "leader" } }),
  index: often(indexes),
  leaderIndex: often([...leaderIndexes, "missing"]),
});
const others: fc.Arbitrary<Declared> = fc.constantFrom<Declared>(
  { kind: "connection", alias: "eu", isProxied: false, ...bare },
  { kind: "rule", rule: "logs", pattern: "logs-*", via: { alias: "leader" }, ...bare },
  { kind: "connection", alias: "us", isProxied: false, ...bare },
  { kind: "gate", ...bare },
);

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ index: often(indexes) }),
  fc.record({ leaderIndex: often(leaderIndexes) }),
  fc.record({ index: often(indexes), leaderIndex: often(leaderIndexes) }),
  fc.record({ via: fc.constantFrom(0, 1, "leader" as const) }),
  fc.record({ alias: fc.constantFrom("eu", "us") }),
  fc.record({ isProxied: fc.boolean() }),
  fc.record({ pattern: fc.constantFrom("logs-*", "log*") }),
  fc.record({ after: at }),
  fc.record({
    more: fc.constantFrom(
      { paused: true },
      { paused: false },
      { settings: { "index.number_of_replicas": "1" }, skipUnavailable: true },
      { onDestroy: "deleteIndex" },
      { ifIndexExists: "overwrite" },
      { waitFor: "acknowledged", timeouts: { create: "3m" } },
      { onReplace: "refuse" },
      { forceResume: true },
    ),
  }),
);

const options = fc.constantFrom(
  { provider: "one" },
  { provider: "two" },
  { replaceOnChanges: ["*"] },
  { deleteBeforeReplace: true },
  { deleteBeforeReplace: false },
  { retainOnDelete: true },
  { protect: true },
  { protect: false },
  { replacementTrigger: "1" },
  { replacementTrigger: "2" },
);

const declare: fc.Arbitrary<Edit> = fc.record({
  ...fixed({ do: "declare" as const }),
  to: at,
  what: fc.oneof({ weight: 3, arbitrary: replication }, { weight: 2, arbitrary: others }),
});

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 6, arbitrary: declare },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("rename" as const, "copy" as const),
      at,
      to: at,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ ...fixed({ do: "remove" as const }), at }),
  },
  { weight: 1, arbitrary: fc.record({ ...fixed({ do: "swap" as const }), at, with: at }) },
  { weight: 5, arbitrary: fc.record({ ...fixed({ do: "change" as const }), at, change }) },
  { weight: 4, arbitrary: fc.record({ ...fixed({ do: "options" as const }), at, options }) },
);

/** True now and then. */
export const seldom = fc.constantFrom(false, false, false, false, true);

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      ...fixed({ run: "up" as const }),
      refresh: fc.boolean(),
      areChecksFirst: fc.boolean(),
      killedAt: fc.option(fc.integer({ min: 1, max: 25 }), { freq: 5, nil: undefined }),
      cutOffAt: fc.option(fc.integer({ min: 1, max: 25 }), { freq: 10, nil: undefined }),
      continuesOnError: seldom,
      isUnshared: seldom,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      run: fc.constantFrom(...(["refresh", "destroy", "destroy-exclude-protected"] as const)),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      run: fc.constantFrom(
        ...(["target", "target-replace", "taint", "destroy-target"] as const),
        ...(["exclude", "target-old", "destroy-exclude"] as const),
      ),
      at,
    }),
  },
);

const outside: fc.Arbitrary<Outside> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      outside: fc.constantFrom(...(["stop", "pause", "write", "delete"] as const)),
      index: often(indexes.slice(0, 3)),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      outside: fc.constantFrom("add" as const, "remake" as const),
      leaderIndex: often(leaderIndexes.slice(0, 2)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ outside: fc.constant("hide" as const) }) },
);

/** The names of the second stack in place of the first one's. */
const stageNames: Readonly<Record<string, string>> = {
  "copy-a": "stage-a",
  "copy-b": "stage-b",
  eu: "stage-eu",
  us: "stage-us",
  logs: "stage",
  "logs-*": "stage-*",
  "log*": "stage*",
};

function onStage(step: Step): Step {
  const named = (key: string, value: unknown): unknown => {
    if (key === "index" && value === "logs-1") return "stage-1";
    if (key === "leaderIndex" || typeof value !== "string") return value;
    return stageNames[value] ?? value;
  };
  return { ...(JSON.parse(JSON.stringify(step, named)) as Step), stack: "second" };
}

const group: fc.Arbitrary<Step[]> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(edit) },
  { weight: 7, arbitrary: fc.tuple(edit, command) },
  { weight: 2, arbitrary: fc.tuple(command) },
  { weight: 2, arbitrary: fc.tuple(outside) },
  { weight: 1, arbitrary: fc.tuple(declare, command).map((two) => two.map(onStage)) },
  { weight: 1, arbitrary: fc.tuple(edit, command).map((two) => two.map(onStage)) },
);

const firstUp: Up = { run: "up", refresh: false, areChecksFirst: false, killedAt: undefined };

/** A sequence of what people do: a first program, and what comes after it. */
export const steps: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.array(declare, { maxLength: 3, size: "max" }),
    fc.array(group, { minLength: 1, maxLength: 12, size: "max" }),
  )
  .map(([first, groups]) => [...first, firstUp, ...groups.flat()]);

/** The first of them more often, and when a failure is made smaller. */
function often<T>(values: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(fc.constant(values[0]!), fc.constantFrom(...values));
}

function fixed<T extends object>(values: T): { [key in keyof T]: fc.Arbitrary<T[key]> } {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, fc.constant(value)]),
  ) as { [key in keyof T]: fc.Arbitrary<T[key]> };
}
