// SPDX-License-Identifier: Apache-2.0
import type { SavedResource } from "../support/mini-engine";
import type { Scene } from "./scene";
import { connectionKeys, keyOf, rules, statusOf, thingOf } from "./things";
import { replicationsIn, type Village } from "./village";

/** A rule in the state: what it has, the connections that it knows, and whether it is made anew by force. */
export interface RuleNow {
  readonly key: string;
  readonly aliases: readonly unknown[];
  readonly isForced: boolean;
}

/** What belongs to people: what stood before, what they wrote (`scene.written`), and what a program has let go. */
export class Others {
  /** What runs on with nobody to end it, by `keyOf`: retained, or made by a process that was killed. */
  readonly nobodys = new Set<string>();
  /** What was left to a resource that is declared for it, and not in the state yet. */
  private readonly leftTo = new Set<string>();
  /** The uuids of indexes that a run which was killed has left fenced. */
  private readonly fenced = new Set<string>();
  private count = 0;

  constructor(private readonly scene: Scene) {}

  /** Whoever overwrites an index gives up what is in it; whoever retains a replication lets it go. */
  consentTo(village: Village): void {
    const saved = [...this.scene.engine.resources.values(), ...this.scene.engine.toDelete];
    for (const { inputs, options } of saved) {
      const index = String(inputs["index"]);
      if (inputs["ifIndexExists"] === "overwrite") this.scene.written.delete(index);
      for (const key of options.retainOnDelete === true ? keysOf(inputs) : []) {
        this.nobodys.add(key);
        this.leftTo.delete(key);
      }
    }
    for (const [, { index, more }] of replicationsIn(village))
      if (more["ifIndexExists"] === "overwrite") this.scene.written.delete(index);
  }

  /**
   * What a run has taken out of the state, or a rule has made, and left to what the run has not got to:
   * `--exclude`, or after a failure.
   */
  async leaveToDeclared(before: ReadonlySet<string>, declared: Iterable<string>): Promise<void> {
    for (const key of declared) {
      const isMade = key.startsWith("replication logs-");
      if ((!before.has(key) && !isMade) || this.nobodys.has(key)) continue;
      // A rule leaves it to the resource, and that leaves what follows another leader.
      const isAnothers = isMade && (await this.followsAnother(key));
      if (savedKeys(this.scene).has(key) && !isAnothers) continue;
      this.nobodys.add(key);
      this.leftTo.add(key);
    }
  }

  private async followsAnother(key: string): Promise<boolean> {
    const saved = [...this.scene.engine.resources.values()];
    const own = saved.find(({ inputs }) => ownKeysOf(inputs).includes(key))?.inputs;
    const { leaderIndex } = await statusOf(this.scene, key.replace("replication ", ""));
    return own !== undefined && leaderIndex !== undefined && leaderIndex !== own["leaderIndex"];
  }

  /** The rules in the state, by name; `replaced` is to be made anew. */
  rulesNow(replaced: string | undefined): Map<string, RuleNow> {
    const saved = [...this.scene.engine.resources.values()];
    return new Map(
      saved.flatMap(({ name, inputs, isTainted }) => {
        const former = inputs["__formerAliases"];
        const aliases = [
          inputs["leaderAlias"],
          ...(Array.isArray(former) ? (former as unknown[]) : []),
        ];
        const isForced = isTainted || name === replaced;
        return ownKeysOf(inputs)
          .filter((key) => key.startsWith("rule "))
          .map((key) => [name, { key, aliases, isForced }] as const);
      }),
    );
  }

  /**
   * A rule that is renamed forgets the connections that it had before, and the followers over them; and so does
   * one that is made anew by force, which is checked without the old one.
   */
  forgetFollowers(before: ReadonlyMap<string, RuleNow>, declared: readonly string[]): void {
    const after = this.rulesNow(undefined);
    for (const [name, { key, aliases, isForced }] of before) {
      const known = after.get(name)?.aliases;
      const isRenamed = known === undefined && aliases.length > 1 && declared.includes(key);
      const isLost =
        isForced && known !== undefined && !aliases.every((one) => known.includes(one));
      if (!isRenamed && !isLost) continue;
      for (const index of ["logs-1", "logs-2"]) this.nobodys.add(`replication ${index}`);
    }
  }

  /** Whoever it was left to has it in the state. */
  isTaken(key: string): void {
    if (this.leftTo.delete(key)) this.nobodys.delete(key);
  }

  /** What a killed create may have made is in no state. */
  leaveBehind(village: Village): void {
    for (const name of this.scene.engine.pendingCreates) {
      const one = village[name];
      const thing = one === undefined ? undefined : thingOf(village, one);
      if (thing !== undefined) this.nobodys.add(keyOf(thing));
    }
  }

  /** Between its stop and its DELETE a run fences an index, and lifts that again unless it is killed. */
  async seeFences(): Promise<void> {
    for (const index of this.scene.own.indexes) {
      const uuid = await this.fencedUuid(index);
      if (uuid !== undefined) this.fenced.add(uuid);
    }
  }

  async isFencedByKilled(index: string): Promise<boolean> {
    const uuid = await this.fencedUuid(index);
    return uuid !== undefined && this.fenced.has(uuid);
  }

  /** The uuid of an index with `index.blocks.write`. */
  private async fencedUuid(index: string): Promise<string | undefined> {
    if (!this.scene.pair.follower.hasIndex(index)) return undefined;
    const found = await this.scene.asked("GET", `/${index}/_settings?flat_settings=true`);
    const { settings = {} } = (found?.[index] ?? {}) as { settings?: Record<string, string> };
    return settings["index.blocks.write"] === "true" ? settings["index.uuid"] : undefined;
  }

  async touch(what: "stop" | "pause" | "write" | "delete", index: string): Promise<void> {
    const { scene } = this;
    switch (what) {
      case "write": {
        const id = `w${++this.count}`;
        const isWritten = await scene.asked("PUT", `/${index}/_doc/${id}`, { by: "somebody" });
        if (isWritten === undefined) return;
        this.scene.written.set(index, [...(this.scene.written.get(index) ?? []), id]);
        return;
      }
      case "delete":
        this.scene.written.delete(index);
        await scene.asked("DELETE", `/${index}`);
        return;
      default:
        await scene.asked("POST", `/_plugins/_replication/${index}/_${what}`, {});
    }
  }

  /** What of it is not as it was left. */
  async fault(): Promise<string | undefined> {
    for (const [index, ids] of this.scene.written)
      for (const id of ids) {
        const found = await this.scene.asked("GET", `/${index}/_doc/${id}`);
        if (found === undefined) return `what somebody wrote to "${index}" is gone: ${id}`;
      }
    const { status, leaderIndex } = await statusOf(this.scene, "theirs");
    if (`${status} ${leaderIndex}` !== "SYNCING theirs") return `others' replication is ${status}`;
    const isThere = (await rules(this.scene)).some(({ name }) => name === "theirs");
    if (!isThere) return "others' rule is gone";
    const keys = (await connectionKeys(this.scene)).filter(([alias]) => alias === "leader");
    if (keys.join() !== "leader,seeds") return `others' connection has ${keys.join() || "no keys"}`;
    return undefined;
  }
}

/** What all resources in the state have, by `keyOf`. */
export function savedKeys({ engine }: Pick<Scene, "engine">): Set<string> {
  const saved = [...engine.resources.values(), ...engine.toDelete];
  return new Set(saved.flatMap(({ inputs }) => ownKeysOf(inputs)));
}

/** What the resources of that name in the state have, by `keyOf`. */
export function keysOfSaved({ engine }: Pick<Scene, "engine">, name: string | undefined): string[] {
  const isMeant = (one: SavedResource): boolean => one.name === name;
  const saved = [...engine.resources.values(), ...engine.toDelete].filter(isMeant);
  return saved.flatMap(({ inputs }) => keysOf(inputs));
}

function keysOf(inputs: Readonly<Record<string, unknown>>): string[] {
  const own = ownKeysOf(inputs);
  // A rule takes the followers with it, whoever has declared one of them.
  return own.some((key) => key.startsWith("rule "))
    ? [...own, "replication logs-1", "replication logs-2"]
    : own;
}

/** What a resource itself has, by `keyOf`. */
export function ownKeysOf(inputs: Readonly<Record<string, unknown>>): string[] {
  const { index, alias, name, leaderAlias } = inputs;
  if (typeof index === "string") return [`replication ${index}`];
  if (typeof alias === "string") return [`connection ${alias}`];
  return typeof name === "string" ? [`rule ${name} over ${String(leaderAlias)}`] : [];
}

/** Whether another resource of the state has the same thing. */
export function isShared({ engine }: Pick<Scene, "engine">, name: string, key: string): boolean {
  return [...engine.resources.keys()].some(
    (other) => other !== name && keysOfSaved({ engine }, other).includes(key),
  );
}
