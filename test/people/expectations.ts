// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import type { RunOutcome, SavedResource } from "../support/mini-engine";
import { endFault } from "./end";
import { leftOver } from "./left-over";
import { isShared, keysOfSaved, ownKeysOf, Others, type RuleNow, savedKeys } from "./others";
import type { Scene } from "./scene";
import { isSound } from "./sound";
import type { Command } from "./steps";
import { faultOf, keyOf, type Thing, thingOf } from "./things";
import type { Village } from "./village";

/** What must hold, from what has been done so far. */
export class Expectations {
  /** What is declared and was seen to work after an `up` that succeeded, by {@link keyOf}. */
  private readonly working = new Map<string, Thing>();
  /** What was changed from outside, by {@link keyOf}, and no refresh or create has looked at since. */
  private readonly unseen = new Set<string>();
  private readonly others: Others;
  /** Whether something has happened after which an `up` may have to refuse. */
  private isDisturbed = false;
  private mustSucceed = false;
  private savedBefore = new Set<string>();
  private rulesBefore = new Map<string, RuleNow>();

  constructor(private readonly scene: Scene) {
    this.others = new Others(scene);
  }

  async beforeRun(village: Village, command: Command, target: string | undefined): Promise<void> {
    const { run } = command;
    this.others.consentTo(village);
    this.savedBefore = savedKeys(this.scene);
    this.rulesBefore = this.others.rulesNow(run === "target-replace" ? target : undefined);
    this.mustSucceed =
      run === "up" &&
      command.isUnshared !== true &&
      !this.isDisturbed &&
      this.others.nobodys.size === 0 &&
      (await isSound(this.scene, village));
    if (run === "refresh") return;
    if (run === "destroy" || run === "destroy-exclude-protected") return this.keepOnly(undefined);
    if (run === "destroy-exclude") return this.keepOnly(target);
    if (run === "destroy-target")
      // No program runs that could declare what it has for something else.
      for (const key of keysOfSaved(this.scene, target)) this.disturb(key);
    if (run === "destroy-target") return;
    // Whoever has something deleted first has it deleted before the rest of the program is checked.
    for (const [name, one] of Object.entries(village)) {
      const thing = thingOf(village, one);
      if (one.options.deleteBeforeReplace !== true || thing === undefined) continue;
      const others = keysOfSaved(this.scene, name).filter((key) => key !== keyOf(thing));
      for (const key of others) this.disturb(key);
    }
    const declared = thingsIn(village);
    const kept = this.keysKept(undefined);
    for (const [key, thing] of this.working) {
      const rivals = declared.filter((one) => keyOf(one) === key);
      const isDeclared = rivals.length > 0 && rivals.every((one) => isDeepStrictEqual(one, thing));
      // What is protected stays, if only because the run fails.
      const isKept = rivals.length === 0 && kept.has(key);
      if (!isDeclared && !isKept) this.working.delete(key);
    }
  }

  /** A destroy leaves what is protected, and what is excluded. */
  private keepOnly(name: string | undefined): void {
    const kept = this.keysKept(name);
    for (const key of [...this.working.keys()]) if (!kept.has(key)) this.working.delete(key);
  }

  private keysKept(excluded: string | undefined): Set<string> {
    const { resources, toDelete } = this.scene.engine;
    const saved = [...resources.values(), ...toDelete];
    const isKept = ({ name, options }: SavedResource): boolean =>
      name === excluded || options.protect === true;
    const keysIn = (some: readonly SavedResource[]): string[] =>
      some.flatMap(({ inputs }) => ownKeysOf(inputs));
    const kept = new Set(keysIn(saved.filter(isKept)));
    // What the state lists twice goes with the entry that is deleted.
    for (const key of keysIn(saved.filter((one) => !isKept(one)))) kept.delete(key);
    return kept;
  }

  /** What is wrong after a run. */
  async afterRun(
    village: Village,
    command: Command,
    target: string | undefined,
    outcome: RunOutcome,
  ): Promise<string | undefined> {
    const { failure, wasKilled, steps } = outcome;
    const begun = steps.flatMap((step) => /^(?:create|delete|update) (.*)$/.exec(step)?.[1] ?? []);
    // Where two resources have one thing, the state of the other one is out of date.
    for (const name of begun)
      for (const key of keysOfSaved(this.scene, name))
        if (isShared(this.scene, name, key)) this.unseen.add(key);
    if (!command.run.startsWith("destroy")) {
      const declared = thingsIn(village).map(keyOf);
      await this.others.leaveToDeclared(this.savedBefore, declared);
      this.others.forgetFollowers(this.rulesBefore, declared);
    }
    if (wasKilled) await this.wasKilled(village, begun);
    this.others.consentTo(village);
    if (failure !== undefined) {
      if (this.mustSucceed && !wasKilled) return `nothing is wrong with the program: ${failure}`;
      return this.stillAsBefore();
    }
    const { run } = command;
    if (run === "refresh" || (run === "up" && command.refresh)) this.unseen.clear();
    if (/^(up|exclude|target.*)$/.test(run))
      for (const name of namesMeant(village, command, target))
        this.succeeded(village, name, steps.includes(`create ${name}`));
    const left =
      run === "up" ? await leftOver(this.scene, thingsIn(village), this.others.nobodys) : undefined;
    return left ?? this.stillAsBefore();
  }

  /** What was under way is finished by the next run only. */
  private async wasKilled(village: Village, begun: readonly string[]): Promise<void> {
    this.isDisturbed = true;
    await this.others.seeFences();
    this.others.leaveBehind(village);
    for (const name of begun) {
      const thing = village[name] === undefined ? undefined : thingOf(village, village[name]);
      const keys = [
        ...(thing === undefined ? [] : [keyOf(thing)]),
        ...keysOfSaved(this.scene, name),
      ];
      for (const key of keys) this.disturb(key);
    }
  }

  /** An update of options alone looks at nothing, and neither does what is found unchanged. */
  private succeeded(village: Village, name: string, isCreated: boolean): void {
    const thing = village[name] === undefined ? undefined : thingOf(village, village[name]);
    if (thing === undefined) return;
    const key = keyOf(thing);
    if (this.unseen.has(key) && !isCreated) return;
    // A connection that was left out puts out the alias that it has.
    const saved = this.scene.engine.resources.get(name);
    if ("alias" in thing && thing.kind !== "connection")
      if (saved?.inputs["leaderAlias"] !== thing.alias) return;
    this.working.set(key, thing);
    this.others.isTaken(key);
    if (!isShared(this.scene, name, key)) this.unseen.delete(key);
  }

  /** What is wrong with an `up` that had nothing to do. */
  afterIdleRun({ steps, failure }: RunOutcome): string | undefined {
    if (failure !== undefined) return `the same up again fails: ${failure}`;
    const busy = steps.filter((step) => !step.startsWith("same "));
    if (busy.length > 0) return `the same up again does something: ${busy.join()}`;
    const writes = this.scene.pair.follower.requests.filter(({ method }) => method !== "GET");
    const [first] = writes.filter(({ method }) => method !== "HEAD");
    return first && `the same up again writes: ${first.method} ${first.path}`;
  }

  /** Whatever worked works, whatever was written is there, and others' things are as they were. */
  async stillAsBefore(): Promise<string | undefined> {
    for (const thing of this.working.values()) {
      const fault = await faultOf(this.scene, thing);
      if (fault !== undefined) return fault;
    }
    return this.others.fault();
  }

  disturbLeader(leaderIndex: string): void {
    this.isDisturbed = true;
    for (const { inputs } of this.scene.engine.resources.values())
      if (inputs["leaderIndex"] === leaderIndex)
        this.disturb(`replication ${String(inputs["index"])}`);
  }

  /** People promote whatever is there, and write to it; returns what. */
  async failOver(): Promise<string[]> {
    const { pair, own } = this.scene;
    const there = own.indexes.filter((index) => pair.follower.hasIndex(index));
    for (const index of there) {
      await this.touch("stop", index);
      await this.touch("write", index);
    }
    return there;
  }

  async touch(what: "stop" | "pause" | "write" | "delete", index: string): Promise<void> {
    this.isDisturbed = true;
    if (what !== "write") this.disturb(`replication ${index}`);
    await this.others.touch(what, index);
  }

  /** The state does not know what has become of it. */
  private disturb(key: string): void {
    this.working.delete(key);
    this.unseen.add(key);
  }

  /** What is wrong after everything was destroyed. */
  async afterTheEnd(): Promise<string | undefined> {
    const isEasy = !this.isDisturbed && this.others.nobodys.size === 0;
    const fault = await endFault(this.scene, this.others, isEasy);
    return fault ?? this.others.fault();
  }
}

/** The resources that a run is about. */
function namesMeant(
  village: Village,
  { run }: Command,
  target: string | undefined,
): readonly string[] {
  const all = Object.keys(village);
  if (run === "exclude") return all.filter((name) => name !== target);
  return target === undefined ? all : [target];
}

function thingsIn(village: Village): Thing[] {
  return Object.values(village).flatMap((one) => thingOf(village, one) ?? []);
}
