// SPDX-License-Identifier: Apache-2.0
import type { Hopeless } from "../../common/wait/sentences";
import { OpenSearchError } from "../../../opensearch/errors/errors";
import { isAtLeast } from "../../../opensearch/calls/version";
import { isPausedByHand } from "../outputs";

/** What is known of a paused replication that cannot be resumed. */
export interface Unresumable {
  readonly index: string;
  /** The leader, in words. */
  readonly leader: string;
  /** Why it is paused, in the server's words. */
  readonly pausedBecause: string;
}

/** Whether a resume was refused because the leader no longer keeps what the follower has not read yet. */
export function isLeaseGone(error: unknown): error is OpenSearchError {
  return error instanceof OpenSearchError && error.says("Retention lease doesn't exist");
}

/** Whether a resume was refused because there is no leader index any more. */
export function isLeaderGone(error: unknown, leaderIndex: string): error is OpenSearchError {
  return error instanceof OpenSearchError && error.says(`no such index [${leaderIndex}]`);
}

/** Whether the server makes the copy anew itself (3.8 and later), which it says when it refuses a resume; where its version is hidden, only that counts. */
export function offersForce(error: OpenSearchError, version: string): boolean {
  return error.says("force_resume") || isAtLeast(version, "3.8") === true;
}

/** Whether a replication paused itself because its leader index was deleted. A closed or unreachable one reads otherwise. */
function wasLeaderDeleted(pausedBecause: string): boolean {
  return pausedBecause.startsWith("AutoPaused") && pausedBecause.includes("IndexNotFound");
}

/** The lease is gone, and nobody has consented to a copy anew. */
export function leaseGoneRefusal({ index, leader, pausedBecause }: Unresumable): string {
  const wasDeleted = wasLeaderDeleted(pausedBecause);
  const because = wasDeleted
    ? `${leader} was deleted while it was followed, and what has that name now was made anew or restored`
    : "the pause was longer than the leader index's index.soft_deletes.retention_lease.period (12 hours by default), or the leader index was deleted, restored or made anew meanwhile, or the connection leads to another cluster now";
  const caution = wasDeleted
    ? `Look at what the leader holds now before you do: "${index}" may be the only copy left of the old data.`
    : `If the leader index was deleted, restored or made anew, "${index}" may be the only copy left of the old data: look at what the leader holds before you do.`;
  return `The replication into "${index}" cannot be resumed: the leader no longer holds the retention lease under which it keeps what the follower has not read yet, since ${because}. Set forceResume to true and run again, which deletes index "${index}" and copies the leader anew. ${caution} ${keepAdvice}`;
}

/** There is no leader index to go on from. */
export function leaderGoneRefusal({ index, leader }: Unresumable): string {
  return `The replication into "${index}" cannot be resumed: there is no ${leader} any more. If it was deleted, "${index}" may be the only copy left of its data. To go on with the copy as an ordinary index, take the resource out of the program: that stops the replication and leaves the index, open and writable (with onDestroy "keepIndex", the default). When the leader index is there again, made anew or restored, a resume needs forceResume.`;
}

/** What is said before a copy is deleted because its lease is gone. */
export function copyingAnew({ index, leader }: Unresumable): string {
  return `The leader no longer holds the retention lease of the replication into "${index}", so it cannot be resumed: index "${index}" is deleted and ${leader} copied anew, as forceResume allows.`;
}

/** What a preview can promise of a paused replication. */
export function resumability(pausedBecause: string): string {
  return wasLeaderDeleted(pausedBecause)
    ? "Its leader index was deleted, so `pulumi up` can resume it only when there is one again, made anew or restored, and `forceResume` is true: that deletes this copy and copies the leader anew."
    : "`pulumi up` resumes it if the leader still holds its retention lease (for 12 hours by default); else that takes `forceResume`, which deletes this copy and copies the leader anew.";
}

/** A replication that is waited for is paused. */
export function pausedMeanwhile(index: string, reason: string): Hopeless {
  if (wasLeaderDeleted(reason)) {
    return {
      fact: `The replication into "${index}" has paused itself, since its leader index was deleted: ${reason}. "${index}" may be the only copy left of what was in it.`,
      advice: `When the leader index is there again, made anew or restored, set forceResume to true and run again, which deletes index "${index}" and copies the leader anew. ${keepAdvice}`,
    };
  }
  return isPausedByHand({ status: "PAUSED", reason })
    ? {
        fact: `The replication into "${index}" was paused while it was waited for: ${reason}.`,
        advice: "Run again, which resumes it.",
      }
    : {
        fact: `The replication into "${index}" has paused itself: ${reason}. Remove the cause (a leader index that is closed or cannot be reached, a connection that was removed, a role that lost a right).`,
        advice:
          "Then run again, which resumes it as long as the leader holds its retention lease (12 hours by default).",
      };
}

/** A replacement under another name starts beside the old copy, and stops that one last. */
const keepAdvice =
  'To keep it, give the replication another `index` instead: the old copy is then stopped and stays (with onDestroy "keepIndex", the default).';
