// SPDX-License-Identifier: Apache-2.0
import { own } from "../../opensearch/text/record";
import { isNamed } from "./look";
import { matches } from "../../opensearch/text/pattern";
import type { Look } from "./verdict";

/** What a stack declares, and what does not fit what flows. */
export interface Mismatch {
  /** Declared, and not flowing. */
  readonly still: readonly string[];
  /** Flowing, and declared by nothing. */
  readonly undeclared: readonly string[];
  /** Declared, all of it on clusters that were not looked at: this one may be another, or was made anew. */
  readonly isElsewhere: boolean;
}

interface Declared {
  readonly kind: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** The resources of this package in a `pulumi stack export`. Throws where it is none. */
export function declaredIn(exported: string): readonly Declared[] {
  const resources = listAt(parsed(exported), "deployment", "resources");
  if (resources === undefined)
    throw new Error("What --stack reads is no `pulumi stack export`: pipe one into it.");
  return resources.flatMap((resource): Declared[] => {
    const type = textOf(valueAt(resource, "type"));
    const [, kind] = /opensearch.*[:/](\w+)$/.exec(type) ?? [];
    const outputs = valueAt(resource, "outputs");
    return kind === undefined || typeof outputs !== "object" || outputs === null
      ? []
      : [{ kind, outputs: outputs as Declared["outputs"] }];
  });
}

/** Compares what a stack declares on one cluster with what flows there. */
export function mismatchOf(
  declared: readonly Declared[],
  { estate, rows }: Look,
  names: readonly string[],
): Mismatch {
  const uuid = estate.cluster?.uuid ?? "";
  const isHere = ({ outputs }: Declared): boolean =>
    uuid === "" || ["", undefined, uuid].includes(outputs["clusterUuid"] as string | undefined);
  const here = declared.filter(isHere);
  const named = (kind: string, name: string): string[] =>
    here.filter((one) => one.kind === kind).map(({ outputs }) => textOf(own(outputs, name)));
  const followers = here.filter(({ kind }) => kind === "StartedReplication");
  const isFlowing = (index: string): boolean =>
    rows.some((row) => row.index === index && row.health === "flowing");
  const still = followers
    .filter(({ outputs }) => outputs["promoted"] !== true)
    .filter(({ outputs }) => {
      const index = textOf(outputs["index"]);
      const isPaused = rows.some((row) => row.index === index && row.status === "PAUSED");
      // What is declared as paused is as it is to be.
      if (outputs["paused"] === true && isPaused) return false;
      return isNamed(index, names) && !isFlowing(index);
    })
    .map(({ outputs }) => textOf(outputs["index"]));
  const patterns = named("AutoFollowRule", "pattern");
  const known = new Set(named("StartedReplication", "index"));
  const undeclared = rows
    .filter(({ health }) => health === "flowing")
    .filter(({ index, leaderIndex = "" }) => {
      return !known.has(index) && !patterns.some((pattern) => matches(pattern, leaderIndex));
    });
  const all = declared.filter(({ kind }) => kind === "StartedReplication");
  const isElsewhere = all.length > 0 && followers.length === 0;
  return { still: still.sort(), undeclared: undeclared.map(({ index }) => index), isElsewhere };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function valueAt(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? own(value as Record<string, unknown>, name)
    : undefined;
}

function listAt(value: unknown, ...path: string[]): readonly unknown[] | undefined {
  const found = path.reduce(valueAt, value);
  return Array.isArray(found) ? found : undefined;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
