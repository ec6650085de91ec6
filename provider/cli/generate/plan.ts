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
  readonly why: "status" | "noLeader" | "noConnection" | "ofRule";
  readonly detail: string;
}

/** Plans a program that adopts what runs on a cluster and changes nothing of it. */
export function planProgram(
  { replications, rules, connections }: Estate,
  settings: ReadonlyMap<string, RemoteKeys>,
): Plan {
  const left: Left[] = [];
  const aliases = connections.map(({ alias }) => alias);
  const ruleOf = (one: ReplicationInfo): RuleInfo | undefined =>
    rules.find(
      (rule) =>
        (rule.leaderAlias ?? one.leaderAlias) === one.leaderAlias &&
        matches(rule.pattern, one.leaderIndex ?? ""),
    );
  const declared = replications.filter((one) => {
    const why = reasonToLeave(one, aliases);
    if (why !== undefined) left.push({ what: one.index, ...why });
    return why === undefined;
  });
  const made = new Map(declared.map((one) => [one, ruleOf(one)]));
  const clusters = aliases.map((alias): PlannedCluster => {
    const own = declared.filter((one) => one.leaderAlias === alias);
    const named = own.filter((one) => made.get(one) === undefined).map(plannedIndex);
    return {
      alias,
      keys: settings.get(alias) ?? {},
      indexes: named,
      naming: namingOf(named),
      rules: rules
        .filter(({ leaderAlias }) => leaderAlias === alias || aliases.length === 1)
        .map((rule) => {
          const followers = own.filter((one) => made.get(one) === rule).map(plannedIndex);
          return {
            name: rule.name,
            pattern: rule.pattern,
            naming: namingOf(followers) ?? "unknown",
          };
        }),
    };
  });
  for (const { name, leaderAlias, pattern } of rules)
    if (leaderAlias === undefined && aliases.length > 1)
      left.push({ what: name, why: "ofRule", detail: pattern });
  return { clusters, left };
}

function reasonToLeave(
  { status, reason, leaderAlias, leaderIndex }: ReplicationInfo,
  aliases: readonly string[],
): Pick<Left, "why" | "detail"> | undefined {
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

/** The one way in which all followers are named, if there is one. */
function namingOf(indexes: readonly PlannedIndex[]): Naming | undefined {
  const [first, ...rest] = indexes.map(({ index, leaderIndex }): Naming | undefined => {
    const at = index.indexOf(leaderIndex);
    return at < 0
      ? undefined
      : { before: index.slice(0, at), after: index.slice(at + leaderIndex.length) };
  });
  if (first === undefined) return undefined;
  const isSame = rest.every((one) => one?.before === first.before && one.after === first.after);
  return isSame ? first : undefined;
}
