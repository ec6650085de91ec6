// SPDX-License-Identifier: Apache-2.0
import { ConfigurationError, OpenSearchError } from "../../opensearch/answers/errors";
import { openReads } from "../../reads/reads";
import { type Estate, lookUpEstate } from "../../reads/estate";
import { lookUpSecondsBehind } from "../../reads/seconds-behind";
import type { ReplicationInfo } from "../../reads/replication-info";
import { matches } from "../../opensearch/text/pattern";
import type { Clock } from "../../waiting/clock";
import type { Target } from "../command-line";
import { type Failed, healthOf, type Limits, type Look, type Row } from "./verdict";

export interface LookOptions extends Limits {
  /** Follower indexes, or patterns of them; all if there are none. */
  readonly names: readonly string[];
  readonly timestampField: string | undefined;
}

/** How old the oldest operation is that a follower lacks, where somebody has watched it. */
export type SecondsOf = (site: string, info: ReplicationInfo) => number | undefined;

/** Looks at one site. What fails is told, and is no end of the others. */
export async function lookAt(
  { site, raw, configured }: Target,
  { names, timestampField, ...limits }: LookOptions,
  clock: Clock,
  watched: SecondsOf = () => undefined,
): Promise<Look | Failed> {
  try {
    const client = await openReads(raw, { clock, random: Math.random }, configured);
    // Exact names can be looked up without the right to list what there is.
    const isExact = names.length > 0 && names.every((name) => !/[*?]/.test(name));
    const estate = await lookUpEstate(client, isExact ? names : undefined);
    const secondsOf = async ({ index, lag }: ReplicationInfo): Promise<number | undefined> => {
      if (lag === undefined || lag === 0) return lag;
      const asked = lookUpSecondsBehind(client, { index, timestampField }, clock.wallTime());
      // The row is shown without.
      return asked.catch((error: unknown) => {
        if (error instanceof OpenSearchError) return undefined;
        throw error;
      });
    };
    const wanted = estate.replications.filter(({ index }) => isNamed(index, names));
    const rows = wanted.map(async (info): Promise<Row> => {
      const secondsBehind = watched(site, info) ?? (await secondsOf(info));
      const health = healthOf(info, secondsBehind, limits);
      return { ...info, site, health, ...(secondsBehind !== undefined && { secondsBehind }) };
    });
    return { site, estate: only(estate, names), rows: await Promise.all(rows) };
  } catch (error) {
    return { site, error: sentenceOf(error) };
  }
}

/** Settings with which no call can be made come from the command line here, and not from a program. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!(error instanceof ConfigurationError) || error.problems.length === 0) return error.message;
  return `The follower cluster cannot be asked:\n${error.problems.join("\n")}\nGive options such as --url, or set variables such as OPENSEARCH_URL; --help lists them.`;
}

/** A filter by name leaves the rules out: what they do is not about one index. */
function only(estate: Estate, names: readonly string[]): Estate {
  if (names.length === 0) return estate;
  const unseen = estate.unseen.filter(({ what }) => what === "replications" || what === "cluster");
  return { ...estate, rules: [], unseen };
}

/** Whether an index is among those that the command line names; without names, each is. */
export function isNamed(index: string, names: readonly string[]): boolean {
  return names.length === 0 || names.some((name) => matches(name, index));
}
