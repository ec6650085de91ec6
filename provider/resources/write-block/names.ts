// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../../opensearch/answers/refusal";
import { closeNames, openNames } from "../../opensearch/api/switch/auto-create";
import { writesElsewhere } from "../../opensearch/api/switch/write-needs";
import type { Operation } from "../../lifecycle/operation";
import { semaphore } from "../../waiting/semaphore";
import { namesNotClosed, writesGoElsewhere } from "./messages";
import type { BlockState } from "./schema";

const settingInTurn = semaphore(1);

/** Throws where an alias of one of the indexes writes to another index, which is not among them. */
export async function requireNoWriteElsewhere(
  indexes: readonly string[],
  { reads }: Operation,
): Promise<void> {
  const [found] = await writesElsewhere(reads, indexes);
  if (found !== undefined) throw new Refusal(writesGoElsewhere(found));
}

/** Closes names to automatic creation, and opens those that this resource has closed before; which are closed now. */
export async function reserve(
  wanted: readonly string[],
  { reservedNames: before }: Pick<BlockState, "reservedNames">,
  { client, log, signal }: Operation,
): Promise<string[]> {
  const gone = before.filter((name) => !wanted.includes(name));
  // Read, changed and written as a whole: by one resource of this process at a time.
  if (gone.length > 0) await settingInTurn(() => openNames(client, gone), signal);
  if (wanted.length === 0) return [];
  const closed = await settingInTurn(() => closeNames(client, wanted), signal);
  if (closed !== undefined) return [...new Set([...before, ...closed])].sort();
  await log.warn(namesNotClosed(wanted));
  return [];
}
