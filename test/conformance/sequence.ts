// SPDX-License-Identifier: Apache-2.0
import { isObject, type Json } from "../../sandbox/clusters/json/json";
import { differences, sameShape } from "./compare";
import type { Answered } from "./exchange";

/** What a polled endpoint answered, recorded and emulated, neighbours that are equal taken once. */
export interface Sequences {
  path: string;
  recorded: Answered[];
  emulated: Answered[];
  /** Bodies of every status ever recorded: the forms that a passing state may have. */
  forms: Json[];
  /** Whether the recording caught every passing state, so that none may be added. */
  complete: boolean;
}

/** A state that a replication only passes through; polling may catch it or not. */
const isPassing = ({ status, body }: Answered): boolean => {
  if (status !== 200 || !isObject(body)) return false;
  if (body["status"] === "RUNNING" || body["status"] === "BOOTSTRAPPING") return true;
  const details = body["syncing_details"];
  return isObject(details) && details["follower_checkpoint"] !== details["leader_checkpoint"];
};

/** Neighbours that differ in nothing but volatile values are one answer. */
export const collapsed = (answers: Answered[], path: string): Answered[] =>
  answers.filter((one, i) => {
    const before = answers[i - 1];
    return before === undefined || differences(before, one, path).length > 0;
  });

const told = ({ status, body }: Answered): string => `${status} ${JSON.stringify(body)}`;

/**
 * How polled answers break the recorded order. They may leave recorded answers out, and add passing
 * states that the recording did not catch, in a form recorded elsewhere; the last must be the same.
 */
export const sequenceDifferences = ({
  path,
  recorded,
  emulated,
  forms,
  complete,
}: Sequences): string[] => {
  const matches = (want: Answered, got: Answered) => differences(want, got, path).length === 0;
  const last = recorded.at(-1);
  const end = emulated.at(-1);
  if (last === undefined || end === undefined) return ["nothing was answered"];
  const ending = differences(last, end, path);
  if (ending.length > 0) return ending.map((text) => `at last ${text}`);
  const problems: string[] = [];
  const known = collapsed(
    emulated.filter((got) => {
      if (recorded.some((want) => matches(want, got))) return true;
      if (complete || !isPassing(got)) problems.push(`never recorded: ${told(got)}`);
      else if (!forms.some((form) => sameShape(form, got.body)))
        problems.push(`a passing state in an unknown form: ${told(got)}`);
      return false;
    }),
    path,
  );
  let position = 0;
  for (const got of known) {
    const next = recorded.findIndex((want, i) => i >= position && matches(want, got));
    if (next < 0) problems.push(`out of order: ${told(got)}`);
    else position = next + 1;
  }
  if (complete && known.length < recorded.length)
    problems.push(`${recorded.length} states were recorded, ${known.length} answered`);
  return problems;
};
