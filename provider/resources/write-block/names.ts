// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../../opensearch/answers/refusal";
import { closedNames, closeNames, openNames } from "../../opensearch/api/switch/auto-create";
import { aliasNamesOf, writesElsewhere } from "../../opensearch/api/switch/write-needs";
import type { Operation } from "../../lifecycle/operation";
import { semaphore } from "../../waiting/semaphore";
import { namesNotClosed, writesGoElsewhere } from "./messages";
import type { BlockInputs, BlockState } from "./schema";

const settingInTurn = semaphore(1);

/** The aliases of the indexes; throws where one writes to another index, which is not among them. */
export async function requireNoWriteElsewhere(
  indexes: readonly string[],
  { reads }: Operation,
): Promise<ReadonlySet<string>> {
  const aliases = await aliasNamesOf(reads, indexes);
  const [found] = await writesElsewhere(reads, indexes, aliases);
  if (found !== undefined) throw new Refusal(writesGoElsewhere(found));
  return aliases;
}

/** The names that a run of this resource has closed, and that the state does not tell of: it was killed. */
export async function namesLeft(
  { reserveNames: isReserving }: Pick<BlockInputs, "reserveNames">,
  { reservedNames }: Pick<BlockState, "reservedNames">,
  { reads, urn }: Operation,
): Promise<string[]> {
  if (!isReserving) return [];
  const found = await closedNames(reads, urn);
  return (found?.owned ?? []).filter((name) => !reservedNames.includes(name));
}

/** Closes names to automatic creation, and opens those that this resource has closed before; which are closed now. */
export async function reserve(
  wanted: readonly string[],
  { reservedNames: before }: Pick<BlockState, "reservedNames">,
  { client, log, signal, urn }: Operation,
): Promise<string[]> {
  const gone = before.filter((name) => !wanted.includes(name));
  // Read, changed and written as a whole: by one resource of this process at a time.
  if (gone.length > 0) await settingInTurn(() => openNames(client, gone), signal);
  if (wanted.length === 0) return [];
  const closed = await settingInTurn(
    () => closeNames(client, wanted, { known: before, owner: urn }),
    signal,
  );
  if (closed !== undefined) return [...closed].sort();
  await log.warn(namesNotClosed(wanted));
  return [];
}
