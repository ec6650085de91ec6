// SPDX-License-Identifier: Apache-2.0
import { knownAs, type Recognisable } from "./known";
import type { Fate } from "./known/known-answer";

/** An answer and its causes may fit several rows: then the first of these counts. */
const fates = ["unclear", "notYet", "refused"] as const;

/** What a refusal means for the call: the table says it, or else the status. */
export function fateOf(failure: Recognisable): Fate {
  const known = fates.find((fate) => knownAs(failure, (row) => row.fate === fate));
  if (known !== undefined) return known;
  const { status = 0 } = failure;
  if (status === 429) return "notYet";
  return status >= 500 || status === 408 ? "unclear" : "refused";
}
