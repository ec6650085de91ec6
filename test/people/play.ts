// SPDX-License-Identifier: Apache-2.0
import type { RunOutcome } from "../support/mini-engine";
import { edited, nameAt } from "./edits";
import { Expectations } from "./expectations";
import type { EngineRules } from "../support/mini-engine";
import { type Door, openScenes, type Scene } from "./scene";
import type { Command, Outside, Step } from "./steps";
import { told, toldOutcome } from "./told";
import { programOf, type Village } from "./village";

/** How a sequence went: a line for each step, and what is wrong in the end. */
export interface Played {
  readonly lines: readonly string[];
  readonly fault: string | undefined;
  /** Whether a run was killed, or cut off from the follower. */
  readonly wasInterrupted: boolean;
}

/** What differs from sequence to sequence. */
export interface PlayRules extends EngineRules {
  /** Looks at what is there after every run. */
  readonly watch?: (scene: Scene) => Promise<void>;
  /** Looks at what is there before everything is destroyed. */
  readonly finally?: (scene: Scene) => Promise<string | undefined>;
  /** Whether people fail over after every run that failed or was killed: they promote what is there, and write to it. */
  readonly failsOver: boolean;
  /** The door through which the provider is reached; the SDK's host, unless told otherwise. */
  readonly door?: Door;
}

/** A stack with its program. */
interface Player {
  readonly scene: Scene;
  readonly expectations: Expectations;
  village: Village;
  /** Whether anything was ever done with it. */
  isUsed: boolean;
}

/** Plays a sequence on a pair of its own; it ends with the first thing that is wrong, or with a destroy. */
export async function play(steps: readonly Step[], rules: PlayRules): Promise<Played> {
  const lines: string[] = [];
  const fault = await faultIn(steps, rules, lines);
  return { lines, fault, wasInterrupted: lines.some((line) => line.includes(": interrupted")) };
}

async function faultIn(
  steps: readonly Step[],
  rules: PlayRules,
  lines: string[],
): Promise<string | undefined> {
  const scenes = await openScenes(rules, rules.door);
  const [first, second] = [scenes.first, scenes.second].map((scene): Player => {
    return { scene, expectations: new Expectations(scene), village: {}, isUsed: false };
  }) as [Player, Player];
  const players = [first, second];
  try {
    for (const step of steps) {
      const player = step.stack === "second" ? second : first;
      const { scene, expectations, village } = player;
      const mark = step.stack === "second" ? "second stack: " : "";
      const line = `${mark}${told(step, village)}`;
      if ("do" in step) {
        const next = edited(village, step);
        if (next !== village) lines.push(line);
        player.village = next;
        continue;
      }
      lines.push(line);
      const say = (text: string): void => void lines.push(`   ${text}`);
      const fault = await ("run" in step
        ? performed(scene, expectations, village, step, rules, say)
        : happened(scene, players, expectations, step));
      if (fault !== undefined) return fault;
      await rules.watch?.(scene);
      player.isUsed = true;
      for (const other of players) {
        if (other === player || !other.isUsed) continue;
        const changed = await other.expectations.stillAsBefore();
        if (changed !== undefined) return changed;
      }
    }
    const wrong = await rules.finally?.(first.scene);
    if (wrong !== undefined) return wrong;
    lines.push("pulumi destroy, by hand what it refuses");
    for (const { expectations, isUsed } of [second, first]) {
      if (!isUsed) continue;
      const fault = await expectations.afterTheEnd();
      if (fault !== undefined) return fault;
    }
    return undefined;
  } finally {
    await scenes.close();
  }
}

async function performed(
  scene: Scene,
  expectations: Expectations,
  village: Village,
  command: Command,
  { failsOver }: PlayRules,
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
  if (fault !== undefined) return fault;
  if (outcome.failure !== undefined) {
    if (!failsOver) return undefined;
    const promoted = await expectations.failOver();
    if (promoted.length > 0) say(`people promote ${promoted.join()}, and write to it`);
    scene.pass();
    return undefined;
  }
  if (command.run !== "up") return undefined;
  scene.pair.follower.requests.length = 0;
  const again = await ran(scene, village, {
    ...command,
    ...{ refresh: false, killedAt: undefined, cutOffAt: undefined },
  });
  return expectations.afterIdleRun(again) ?? expectations.stillAsBefore();
}

function targetOf(
  scene: Scene,
  village: Village,
  { run, at }: Extract<Command, { at: number }>,
): string | undefined {
  if (run === "target" || run === "target-replace" || run === "exclude") return nameAt(village, at);
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
      const { refresh, areChecksFirst, continuesOnError = false, isUnshared } = command;
      const upOptions = { options, providers, refresh, areChecksFirst, continuesOnError };
      const work = (): Promise<RunOutcome> => engine.up(program, upOptions);
      return scene.interrupting(command, () =>
        isUnshared === true ? scene.unshared(work) : work(),
      );
    }
    case "exclude":
      return engine.up(program, { options, providers, excludes: [target ?? ""] });
    case "target":
    case "target-old":
      return engine.up(program, { options, providers, ...targets });
    case "target-replace":
      return engine.up(program, { options, providers, ...targets, replaces: [target ?? ""] });
    case "refresh":
      return engine.refresh();
    case "destroy-exclude":
      return engine.destroy({ excludes: [target ?? ""] });
    case "destroy-exclude-protected":
      return engine.destroy({ excludesProtected: true });
    default:
      return engine.destroy(targets);
  }
}

async function happened(
  scene: Scene,
  players: readonly Player[],
  expectations: Expectations,
  step: Outside,
): Promise<string | undefined> {
  const { leader, follower } = scene.pair;
  if (step.outside === "hide") follower.offersNot(/^\/$/);
  else if ("leaderIndex" in step) {
    if (step.outside === "add") leader.addDocuments(step.leaderIndex, 2);
    else {
      for (const one of players) one.expectations.disturbLeader(step.leaderIndex);
      await fetch(`${leader.url}/${step.leaderIndex}`, { method: "DELETE" });
      leader.addIndex(step.leaderIndex, 2);
    }
  } else await expectations.touch(step.outside, step.index);
  scene.pass();
  return expectations.stillAsBefore();
}
