// SPDX-License-Identifier: Apache-2.0
import type { RunOutcome } from "../support/mini-engine";
import { edited, nameAt } from "./edits";
import { Expectations } from "./expectations";
import type { EngineRules } from "../support/mini-engine";
import { openScene, type Scene } from "./scene";
import type { Command, Outside, Step } from "./steps";
import { told, toldOutcome } from "./told";
import { programOf, type Village } from "./village";

/** How a sequence went: a line for each step, and what is wrong in the end. */
export interface Played {
  readonly lines: readonly string[];
  readonly fault: string | undefined;
}

/** Plays a sequence on a scene of its own; it ends with the first thing that is wrong, or with a destroy. */
export async function play(steps: readonly Step[], rules: EngineRules): Promise<Played> {
  const scene = await openScene(rules);
  const lines: string[] = [];
  const expectations = new Expectations(scene);
  let village: Village = {};
  try {
    for (const step of steps) {
      const line = told(step, village);
      if ("do" in step) {
        const next = edited(village, step);
        if (next !== village) lines.push(line);
        village = next;
        continue;
      }
      lines.push(line);
      const say = (text: string): void => void lines.push(`   ${text}`);
      const fault = await ("run" in step
        ? performed(scene, expectations, village, step, say)
        : happened(scene, expectations, step));
      if (fault !== undefined) return { lines, fault };
    }
    lines.push("pulumi destroy, by hand what it refuses");
    return { lines, fault: await expectations.afterTheEnd() };
  } finally {
    await scene.close();
  }
}

async function performed(
  scene: Scene,
  expectations: Expectations,
  village: Village,
  command: Command,
  say: (text: string) => void,
): Promise<string | undefined> {
  const target = "at" in command ? targetOf(scene, village, command) : undefined;
  if ("at" in command && target === undefined) return undefined;
  if (command.run === "taint") {
    scene.engine.taint(target ?? "");
    return undefined;
  }
  await expectations.beforeRun(village, command, target);
  const outcome = await ran(scene, village, command, target);
  say(toldOutcome(outcome));
  scene.pass();
  const fault = await expectations.afterRun(village, command, target, outcome);
  const isWhole = command.run === "up" && outcome.failure === undefined;
  if (fault !== undefined || !isWhole) return fault;
  scene.pair.follower.requests.length = 0;
  const again = await ran(scene, village, { ...command, refresh: false, killedAt: undefined });
  return expectations.afterIdleRun(again) ?? expectations.stillAsBefore();
}

function targetOf(
  scene: Scene,
  village: Village,
  { run, at }: Extract<Command, { at: number }>,
): string | undefined {
  if (run === "target" || run === "target-replace") return nameAt(village, at);
  const names = [...scene.engine.resources.keys()];
  return names[at % Math.max(1, names.length)];
}

function ran(
  scene: Scene,
  village: Village,
  command: Command,
  target?: string,
): Promise<RunOutcome> {
  const { engine, pair, settings } = scene;
  const { program, options } = programOf(village, pair.leader.transportAddress);
  const named = Object.values(options).flatMap(({ provider }) => provider ?? []);
  const providers = Object.fromEntries(named.map((name) => [name, settings]));
  const targets = target === undefined ? {} : { targets: [target] };
  switch (command.run) {
    case "up": {
      const { refresh, areChecksFirst, killedAt } = command;
      return scene.killing(killedAt, () =>
        engine.up(program, { options, providers, refresh, areChecksFirst }),
      );
    }
    case "target":
      return engine.up(program, { options, providers, ...targets });
    case "target-replace":
      return engine.up(program, { options, providers, ...targets, replaces: [target ?? ""] });
    case "refresh":
      return engine.refresh();
    default:
      return engine.destroy(targets);
  }
}

async function happened(
  scene: Scene,
  expectations: Expectations,
  step: Outside,
): Promise<string | undefined> {
  const { leader } = scene.pair;
  if ("leaderIndex" in step) {
    if (step.outside === "add") leader.addDocuments(step.leaderIndex, 2);
    else {
      expectations.disturbLeader(step.leaderIndex);
      await fetch(`${leader.url}/${step.leaderIndex}`, { method: "DELETE" });
      leader.addIndex(step.leaderIndex, 2);
    }
  } else await expectations.touch(step.outside, step.index);
  scene.pass();
  return expectations.stillAsBefore();
}
