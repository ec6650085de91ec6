// SPDX-License-Identifier: Apache-2.0
import type { Scene } from "./scene";
import { connectionKeys, keyOf, rules, statusOf, type Thing, thingOf } from "./things";
import type { Village } from "./village";

/**
 * Whether an `up` of the program has no reason to refuse: nothing is declared twice, every leader is
 * there, and every name is free, or the state's, or stands for the very same thing already.
 */
export async function isSound(scene: Scene, village: Village): Promise<boolean> {
  const declared = Object.entries(village).map(([name, one]) => ({
    ...{ name, one, thing: thingOf(village, one) },
  }));
  const things = declared.flatMap(({ thing }) => thing ?? []);
  if (new Set(things.map(keyOf)).size < things.length) return false;
  const saved = [...scene.engine.resources.values(), ...scene.engine.toDelete];
  if (saved.some(({ options }) => options.protect === true)) return false;
  for (const { name, one, thing } of declared) {
    // Two at one time under one name cannot be, and a refusal is what was asked for.
    if (one.options.protect === true) return false;
    if (one.options.deleteBeforeReplace === false || one.more["onReplace"] === "refuse")
      return false;
    if (thing === undefined) {
      const running = things.filter((other) => other.kind === "replication" && !other.isPaused);
      if (running.length === 0) return false;
    } else {
      if ("alias" in thing && !hasAlias(things, thing)) return false;
      if (!(await isFree(scene, name, thing))) return false;
    }
  }
  return true;
}

function hasAlias(things: readonly Thing[], thing: Thing): boolean {
  if (thing.kind === "connection" || thing.alias === "leader") return true;
  return things.some((other) => other.kind === "connection" && other.alias === thing.alias);
}

async function isFree(scene: Scene, name: string, thing: Thing): Promise<boolean> {
  const { engine, pair } = scene;
  const saved = [...engine.resources.values()];
  switch (thing.kind) {
    case "connection": {
      const isStanding = (await connectionKeys(scene)).some(([alias]) => alias === thing.alias);
      const isOwn = saved.some((one) => one.inputs["alias"] === thing.alias && !one.isTainted);
      return !isStanding || isOwn;
    }
    case "rule": {
      const isStanding = (await rules(scene)).some((rule) => rule.name === thing.rule);
      return !isStanding || saved.some(({ inputs }) => inputs["name"] === thing.rule);
    }
    case "replication": {
      if (!pair.leader.hasIndex(thing.leaderIndex)) return false;
      if (!pair.follower.hasIndex(thing.index)) return true;
      const { status, leaderIndex, alias } = await statusOf(scene, thing.index);
      if (status === "nothing") return false;
      const own = engine.resources.get(name);
      // Of what is made anew by force the engine tells nothing, so that only the very same is known to be its own.
      const isOwn = own?.isTainted === false && own.inputs["index"] === thing.index;
      return isOwn || (leaderIndex === thing.leaderIndex && alias === thing.alias);
    }
  }
}
