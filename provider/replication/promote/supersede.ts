// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../../opensearch/answers/refusal";
import { deleteFenced } from "../evidence";
import type { ClusterOperation } from "../operation";
import { fenceIndex, openIndex } from "./fence";
import { type FencedIndex, type Promotion, superseded } from "./lineage";
import { fenceUnread, notSuperseded } from "./messages";

/** What stands for an index in place of its own copy: another site's, or the consent to lose what it lacks. */
export interface Supersession {
  readonly supersededBy: Promotion | undefined;
  /** How many operations may be lost. */
  readonly discard: number | undefined;
}

/**
 * Deletes an index that another site's copy has superseded: fenced, of the lineage that was promoted, with
 * just its numbers and its documents. The fence stays where the index does, since two sites would be
 * written to otherwise; what is not even of that lineage is not fenced here.
 */
export async function deleteSuperseded(
  index: string,
  { supersededBy, discard = -1 }: Supersession,
  operation: ClusterOperation,
  isStillThere: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<"deleted" | "gone"> {
  const { host } = operation.client;
  const require = (seen: FencedIndex, isFenced: boolean): void => {
    const found = superseded(seen, supersededBy);
    if (found.kind === "covered" || found.operations <= discard) return;
    // Documents are compared under the fence.
    const isOpen = found.because === "otherDocuments" || found.because === "noFingerprints";
    if (!isFenced && isOpen) return;
    throw new Refusal(notSuperseded(index, found, host));
  };
  const open = await openIndex(index, operation);
  if (open === "missing") return "deleted";
  if (typeof open === "string") throw new Refusal(fenceUnread(index, open));
  require(open, false);
  const fenced = await fenceIndex(index, operation);
  require(fenced, true);
  if (!(await isStillThere())) return "gone";
  await deleteFenced(index, fenced, operation);
  return "deleted";
}
