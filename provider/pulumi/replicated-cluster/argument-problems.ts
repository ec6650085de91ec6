// SPDX-License-Identifier: Apache-2.0
import { isRecord } from "../../opensearch/text/record";
import { didYouMean } from "../../opensearch/text/nearest";
import type { ReplicatedClusterArgs } from "./args";

/** Every argument; one that is missing here does not compile. */
const all: Readonly<Record<keyof ReplicatedClusterArgs, true>> = {
  ...{ connection: true, indexes: true, rename: true, autoFollow: true, paused: true },
  ...{ waitFor: true, timeouts: true, useRoles: true, settings: true },
  ...{ ifIndexExists: true, onReplace: true, onDestroy: true },
};
const names = Object.keys(all);

const plain =
  'a plain value, not an Output: the program creates its resources from it before outputs are known (of another stack, `await ref.getOutputValue("…")` is one)';

/**
 * What is wrong with the arguments of a cluster that its resources do not check themselves.
 */
export function argumentProblems(args: object): string[] {
  const given = args as Readonly<Record<string, unknown>>;
  const { connection, indexes, rename, autoFollow, paused, waitFor } = given;
  const must = (isMet: boolean, rule: string): string[] => (isMet ? [] : [rule]);
  const isLeftOut = (value: unknown): boolean => value === undefined || value === null;
  return [
    ...Object.keys(given).flatMap((name) =>
      must(
        names.includes(name),
        `${name} is not an argument${didYouMean(name, names) || `; they are ${names.join(", ")}`}`,
      ),
    ),
    ...must(
      !isLeftOut(connection),
      "connection is required: the arguments of a LeaderConnection, an existing one, or its name",
    ),
    ...(Array.isArray(indexes)
      ? indexes.flatMap((entry, at) =>
          must(
            isIndex(entry),
            `indexes[${at}] must be a name, or an object with leaderIndex and optionally index, each ${plain}`,
          ),
        )
      : [`indexes must be a list of leader indexes, ${plain}`]),
    ...must(
      isLeftOut(rename) || typeof rename === "function",
      "rename must be a function from a leader index's name to its follower's",
    ),
    ...must(
      isLeftOut(autoFollow) || isRecord(autoFollow),
      `autoFollow must be an object of rules by name, ${plain}`,
    ),
    ...must(
      isLeftOut(paused) || typeof paused === "boolean",
      `paused must be true or false, ${plain}`,
    ),
    ...must(
      isLeftOut(waitFor) || typeof waitFor === "string",
      `waitFor must be "acknowledged", "syncing" or "caughtUp", ${plain}`,
    ),
  ];
}

function isIndex(entry: unknown): boolean {
  if (typeof entry === "string") return true;
  if (!isRecord(entry)) return false;
  const { leaderIndex, index, paused } = entry;
  return (
    typeof leaderIndex === "string" &&
    (index === undefined || typeof index === "string") &&
    (paused === undefined || typeof paused === "boolean")
  );
}
