// SPDX-License-Identifier: Apache-2.0
import type { Hopeless } from "../wait/sentences";
import { OpenSearchError } from "../../opensearch/answers/errors";
import { isAtLeast } from "../../opensearch/api/cluster";
import { unbroken } from "../../opensearch/text/foreign";
import { isLeftPaused, isPausedByHand } from "../standing";

/** What is known of a paused replication that cannot be resumed. */
interface Unresumable {
  readonly index: string;
  /** The leader, in words. */
  readonly leader: string;
  /** Why it is paused, in the server's words. */
  readonly pausedBecause: string;
}

/** Whether a resume was refused because the leader no longer keeps what the follower has not read yet. */
export function isLeaseGone(error: unknown): error is OpenSearchError {
  return error instanceof OpenSearchError && error.is("leaseGone");
}

/** Whether a resume was refused because there is no leader index any more. */
export function isLeaderGone(error: unknown, leaderIndex: string): error is OpenSearchError {
  return error instanceof OpenSearchError && error.is("leaderIndexMissing", `[${leaderIndex}]`);
}

/** Whether the server makes the copy anew itself (3.8 and later), which it says when it refuses a resume; where its version is hidden, only that counts. */
export function offersForce(error: OpenSearchError, version: string): boolean {
  return error.is("forceOffered") || isAtLeast(version, "3.8") === true;
}

/** Whether a replication paused itself because its leader index was deleted. A closed or unreachable one reads otherwise. */
function wasLeaderDeleted(pausedBecause: string): boolean {
  return pausedBecause.startsWith("AutoPaused") && pausedBecause.includes("IndexNotFound");
}

/** The lease is gone, and nobody has consented to a copy anew. */
export function leaseGoneRefusal({ index, leader, pausedBecause }: Unresumable): string {
  const wasDeleted = wasLeaderDeleted(pausedBecause);
  const because = wasDeleted
    ? `${leader} was deleted while it was followed, and what now has that name was recreated or restored`
    : "the pause was longer than the leader index's index.soft_deletes.retention_lease.period (12 hours by default), or the leader index was deleted, restored or recreated meanwhile, or the connection now points to another cluster";
  const caution = wasDeleted
    ? `First check what the leader holds now: "${index}" may be the only copy left of the old data.`
    : `If the leader index was deleted, restored or recreated, "${index}" may be the only copy left of the old data: first check what the leader holds.`;
  return `The replication into "${index}" cannot be resumed: the leader no longer holds the retention lease that keeps what the follower has not read yet, since ${because}. Set forceResume to true and run again, which deletes index "${index}" and copies the leader again from the beginning. ${caution} ${keepAdvice}`;
}

/** There is no leader index to go on from. */
export function leaderGoneRefusal({ index, leader }: Unresumable): string {
  return `The replication into "${index}" cannot be resumed: ${leader} no longer exists. If it was deleted, "${index}" may be the only copy left of its data. To use the copy as an ordinary index, remove the resource from the program: that stops the replication and leaves the index open and writable (with onDestroy "keepIndex", the default). Once the leader index is recreated or restored, a resume needs forceResume.`;
}

/** What is said before a copy is deleted because its lease is gone. */
export function copyingAnew(index: string, leader: string): string {
  return `The leader no longer holds the retention lease of the replication into "${index}", so it cannot be resumed: index "${index}" is deleted and ${leader} copied again, as forceResume allows.`;
}

/** What a preview can promise of a paused replication. */
export function resumability(pausedBecause: string): string {
  return wasLeaderDeleted(pausedBecause)
    ? "Its leader index was deleted, so `pulumi up` can resume it only once the leader index is recreated or restored and `forceResume` is true: that deletes this copy and copies the leader again."
    : "`pulumi up` resumes it if the leader still holds its retention lease (12 hours by default); otherwise that takes `forceResume`, which deletes this copy and copies the leader again.";
}

/** A run was killed between the pause and the stop of a replacement, or is there right now. */
export function leftPaused(index: string): string {
  return `The replication into "${index}" is paused, to replace or remove its copy, by a run that is under way or was killed. Once none is under way, \`pulumi up --refresh\` resumes it.`;
}

/** A replication that is waited for is paused. */
export function pausedMeanwhile(index: string, pausedBecause: string): Hopeless {
  const reason = unbroken(pausedBecause);
  if (wasLeaderDeleted(reason)) {
    return {
      fact: `The replication into "${index}" paused itself because its leader index was deleted: ${reason}. "${index}" may be the only copy left of what was in it.`,
      advice: `Once the leader index is recreated or restored, set forceResume to true and run again, which deletes index "${index}" and copies the leader again from the beginning. ${keepAdvice}`,
    };
  }
  const seen = { status: "PAUSED", reason };
  if (isLeftPaused(seen)) return { fact: leftPaused(index) };
  return isPausedByHand(seen)
    ? {
        fact: `The replication into "${index}" was paused during the wait: ${reason}.`,
        advice: "Run again, which resumes it.",
      }
    : {
        fact: `The replication into "${index}" paused itself: ${reason}. Remove the cause (a leader index that is closed or unreachable, a connection that was removed, a role that lost a permission).`,
        advice:
          "Then run again, which resumes it as long as the leader holds its retention lease (12 hours by default).",
      };
}

/** A replacement under another name starts beside the old copy, and stops that one last. */
const keepAdvice =
  'To keep the copy, give the replication another `index` instead: the old one is then stopped and kept (with onDestroy "keepIndex", the default).';
