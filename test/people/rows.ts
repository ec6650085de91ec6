// SPDX-License-Identifier: Apache-2.0
import type { ResourceOptions } from "../support/mini-engine";
import type { Change, Edit } from "./edits";
import { play, type PlayRules } from "./play";
import type { Step, Up } from "./steps";
import type { Declared } from "./village";

const bare = { options: {}, more: {}, via: { alias: "leader" } };
export const up: Up = {
  run: "up",
  refresh: false,
  areChecksFirst: false,
  killedAt: undefined,
};
export const refreshed: Up = { ...up, refresh: true };
export const killedAt = (request: number): Up => ({ ...up, killedAt: request });

export const declare = (to: number, what: Declared): Edit => ({ do: "declare", to, what });
export const replication = (to: number, index: string, leaderIndex = "orders"): Edit =>
  declare(to, { kind: "replication", index, leaderIndex, ...bare });
export const rule = declare(0, { kind: "rule", rule: "logs", pattern: "logs-*", ...bare });
export const connection = (to: number, alias: string): Edit =>
  declare(to, { kind: "connection", alias, isProxied: false, options: {}, more: {} });
export const remove = (at: number): Edit => ({ do: "remove", at });
export const rename = (at: number, to: number): Edit => ({ do: "rename", at, to });
export const change = (at: number, to: Change): Edit => ({ do: "change", at, change: to });
export const options = (at: number, given: ResourceOptions): Edit => ({
  do: "options",
  at,
  options: given,
});
export const moved = (at: number, provider: string): Edit => options(at, { provider });
export const swap = (at: number, other: number): Edit => ({ do: "swap", at, with: other });
export const failing = replication(3, "copy-b", "missing");
/** Comes after other rules, as replications come before them. */
export const failingRule = declare(0, {
  ...{ kind: "rule", rule: "bad", pattern: "bad-*", options: {}, more: {} },
  via: { alias: "nowhere" },
});
export const outside = (what: "stop" | "pause" | "write" | "delete", index = "copy-a"): Step => ({
  outside: what,
  index,
});

export const remade: Step = { outside: "remake", leaderIndex: "orders" };
export const onStage = (step: Step): Step => ({ ...step, stack: "second" });

/** Whether everything is played, or but a share of it. */
export const isAll = process.env["PEOPLE"] !== undefined;

/**
 * Kills a run, or cuts it off from the follower, at each of its requests; people may fail over after it. Where
 * there is little time, at every third request, and in one of the two ways.
 */
export async function requireNoFaultAtAny(
  before: readonly Step[],
  after: readonly Step[],
  failsOver = true,
): Promise<void> {
  for (let request = 1; ; request += isAll ? 1 : 3) {
    const ways = [{ killedAt: request }, { cutOffAt: request }];
    for (const way of isAll ? ways : [ways[request % 2]]) {
      const steps = [...before, { ...up, ...way }, ...after];
      const { lines, fault, wasInterrupted } = await play(steps, {
        ...{ failsOver, deletesTwice: true },
      });
      if (fault !== undefined) throw new Error([fault, ...lines].join("\n  "));
      if (!wasInterrupted) return;
    }
  }
}

/** Plays under the rules of both releases of the engine; of one where there is little time and a row says that it is enough. */
export async function requireNoFault(
  steps: readonly Step[],
  how: Partial<PlayRules> = {},
): Promise<void> {
  const releases = how.deletesTwice === undefined || isAll ? [true, false] : [how.deletesTwice];
  for (const deletesTwice of releases) {
    const { lines, fault } = await play(steps, { failsOver: false, ...how, deletesTwice });
    if (fault !== undefined) throw new Error([fault, ...lines].join("\n  "));
  }
}
