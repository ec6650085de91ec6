// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../../opensearch/answers/refusal";
import { deleteFenced } from "../evidence";
import type { ClusterOperation } from "../operation";
import { fenceIndex, openIndex } from "./fence";
import type { Promotion } from "./lineage";
import { stillSuperseded } from "./still-superseded";
import { type OwnPromotion, type Superseded, superseded } from "./superseded";
import { fenceUnread, givenUp, notSuperseded } from "./messages";

/** What stands for an index in place of its own copy: another site's, or the consent to lose what it lacks. */
export interface Supersession {
  readonly supersededBy: Promotion | undefined;
  /** How many operations may be lost. */
  readonly discard: number | undefined;
  /** The stack itself has promoted it: it takes no writes any more, whatever is found. */
  readonly isOwn: boolean;
  readonly own: OwnPromotion;
  readonly leaderAlias: string | undefined;
  readonly leaderIndex: string;
}

/**
 * Deletes an index that another site's copy has superseded: fenced, of the lineage that was promoted, with
 * just its numbers and its documents. The fence stays where the index does, since two sites would be
 * written to otherwise; what somebody else has promoted is fenced only once all else is in order.
 */
export async function deleteSuperseded(
  index: string,
  { supersededBy, discard, isOwn, own, leaderAlias, leaderIndex }: Supersession,
  operation: ClusterOperation,
  isStillThere: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<"deleted" | "gone"> {
  const { host } = operation.client;
  const require = (found: Superseded, isFenced = true): Superseded => {
    // Consent to lose so many is no consent to lose others.
    if (found.kind === "covered" || found.operations === discard) return found;
    // Documents are compared under the fence.
    const isOpen = found.because === "otherDocuments" || found.because === "noFingerprints";
    if (!isFenced && isOpen) return found;
    throw new Refusal(notSuperseded(index, found, host));
  };
  const open = await openIndex(index, operation);
  if (open === "missing") return "deleted";
  if (typeof open === "string") throw new Refusal(fenceUnread(index, open));
  if (!isOwn) require(superseded(open, supersededBy, own), false);
  const fenced = await fenceIndex(index, operation);
  const known = require(superseded(fenced, supersededBy, own));
  if (!(await isStillThere())) return "gone";
  const leader = { alias: leaderAlias, index: leaderIndex };
  const found = require(await stillSuperseded(known, fenced, leader, operation));
  if (found.kind === "unsaved") await operation.log.warn(givenUp(index, found.operations));
  await deleteFenced(index, fenced, operation);
  return "deleted";
}
