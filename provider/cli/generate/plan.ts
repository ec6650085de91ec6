// SPDX-License-Identifier: Apache-2.0
import type { RemoteKeys } from "../../opensearch/api/remote-settings";
import type { Estate } from "../../reads/estate";
import type { ReplicationInfo } from "../../reads/replication-info";
import type { RuleInfo } from "../../reads/rules";
import { matches } from "../../opensearch/text/pattern";

/** A program to be written: a component for each connection, and what is left to its author. */
export interface Plan {
  readonly clusters: readonly PlannedCluster[];
  /** What is not declared, and why. */
  readonly left: readonly Left[];
}

export interface PlannedCluster {
  readonly alias: string;
  readonly keys: RemoteKeys;
  readonly indexes: readonly PlannedIndex[];
  /** Further followers of a leader index that is among these. */
  readonly apart: readonly PlannedIndex[];
  /** How all of its followers are named after their leaders: what stands before and after the name. */
  readonly naming: Naming | undefined;
  readonly rules: readonly PlannedRule[];
}

export interface PlannedIndex {
  readonly leaderIndex: string;
  readonly index: string;
  readonly isPaused: boolean;
}

export interface PlannedRule {
  readonly name: string;
  readonly pattern: string;
  /** As its followers show it; "unknown" where it has none. */
  readonly naming: Naming | "unknown";
}

export interface Naming {
  readonly before: string;
  readonly after: string;
}

export interface Left {
  readonly what: string;
  readonly why: "status" | "unknown" | "noLeader" | "noConnection" | "ofRule";
  readonly detail: string;
}

/** Plans a program that adopts what runs on a cluster and changes nothing of it. */
export function planProgram(
  { replications, rules, connections }: Estate,
  settings: ReadonlyMap<string, RemoteKeys>,
): Plan {
  const left: Left[] = [];
  const aliases = connections.map(({ alias }) => alias);
  const aliasOf = (rule: RuleInfo): string | undefined =>
    rule.leaderAlias ?? aliasShown(rule, replications);
  const ruleOf = (one: ReplicationInfo): RuleInfo | undefined =>
    rules.find(
      (rule) => aliasOf(rule) === one.leaderAlias && matches(rule.pattern, one.leaderIndex ?? ""),
    );
  const declared = replications.filter((one) => {
    const why = reasonToLeave(one, aliases);
    if (why !== undefined) left.push({ what: one.index, ...why });
    return why === undefined;
  });
  const clusters = aliases.map((alias): PlannedCluster => {
    const own = declared.filter((one) => one.leaderAlias === alias);
    const ofRules = rules
      .filter((rule) => aliasOf(rule) === alias)
      .map((rule) => {
        const followers = own.filter((one) => ruleOf(one) === rule);
        const naming = usual(followers.map(namingOf));
        const made = followers.filter((one) => isSame(namingOf(one), naming));
        return {
          made,
          name: rule.name,
          pattern: rule.pattern,
          naming: naming ?? "unknown",
        } as const;
      });
    // What is named otherwise was started by somebody.
    const made = new Set(ofRules.flatMap((rule) => rule.made));
    const named = own.filter((one) => !made.has(one));
    // A component takes each leader index once.
    const isFirst = ({ leaderIndex }: ReplicationInfo, at: number): boolean =>
      named.findIndex((one) => one.leaderIndex === leaderIndex) === at;
    const indexes = named.filter(isFirst);
    const naming = usual(indexes.map(namingOf));
    return {
      ...{ alias, keys: settings.get(alias) ?? {} },
      indexes: indexes.map(plannedIndex),
      apart: named.filter((one, at) => !isFirst(one, at)).map(plannedIndex),
      naming: indexes.every((one) => isSame(namingOf(one), naming)) ? naming : undefined,
      rules: ofRules.map(({ name, pattern, naming }) => ({ name, pattern, naming })),
    };
  });
  for (const rule of rules)
    if (aliasOf(rule) === undefined)
      left.push({ what: rule.name, why: "ofRule", detail: rule.pattern });
  return { clusters, left };
}

/** Before 3.6 a rule does not tell its connection: with more than one, it is the one that all of its followers show. */
function aliasShown(
  { pattern }: RuleInfo,
  replications: readonly ReplicationInfo[],
): string | undefined {
  const shown = replications
    .filter(({ leaderIndex = "" }) => matches(pattern, leaderIndex))
    .map(({ leaderAlias }) => leaderAlias);
  return new Set(shown).size === 1 ? shown[0] : undefined;
}

function reasonToLeave(
  { status, reason, leaderAlias, leaderIndex }: ReplicationInfo,
  aliases: readonly string[],
): Pick<Left, "why" | "detail"> | undefined {
  if (status === "UNKNOWN") return { why: "unknown", detail: reason };
  const isPausedByPerson = status === "PAUSED" && /^(User initiated)?$/.test(reason);
  const isRunning = ["SYNCING", "BOOTSTRAPPING", "RUNNING"].includes(status);
  if (!isRunning && !isPausedByPerson)
    return { why: "status", detail: `${status} ${reason}`.trim() };
  if (leaderAlias === undefined || leaderIndex === undefined)
    return { why: "noLeader", detail: "" };
  return aliases.includes(leaderAlias) ? undefined : { why: "noConnection", detail: leaderAlias };
}

function plannedIndex({ index, leaderIndex = "", status }: ReplicationInfo): PlannedIndex {
  return { index, leaderIndex, isPaused: status === "PAUSED" };
}

/** How a follower is named after its leader; nothing where its name does not hold the leader's. */
function namingOf({ index, leaderIndex = "" }: ReplicationInfo): Naming | undefined {
  const at = index.indexOf(leaderIndex);
  return at < 0
    ? undefined
    : { before: index.slice(0, at), after: index.slice(at + leaderIndex.length) };
}

/** The way in which most are named. */
function usual(namings: readonly (Naming | undefined)[]): Naming | undefined {
  const count = (naming: Naming | undefined): number =>
    namings.filter((one) => isSame(one, naming)).length;
  const known = namings.filter((one) => one !== undefined);
  return known.sort((a, b) => count(b) - count(a))[0];
}

function isSame(one: Naming | undefined, other: Naming | undefined): boolean {
  return one !== undefined && one.before === other?.before && one.after === other.after;
}
