// SPDX-License-Identifier: Apache-2.0
import type { Existing, Unreadable } from "../standing";

/** What is there, or that its status cannot be read because the leader is down. */
export type ExistingOrUnreadable = Existing | Unreadable;

/** A follower that was stopped and is open to writes: a person's data, which no delete touches. */
export function isPromoted(existing: ExistingOrUnreadable): boolean {
  return existing.kind === "ordinaryIndex" && existing.wasFollower && !existing.isBlocked;
}

/** Whether a person may have written to what has the name; what may not be looked at may have been. */
export function mayHoldWrites(existing: ExistingOrUnreadable): boolean {
  switch (existing.kind) {
    case "ordinaryIndex":
      return !existing.isBlocked;
    case "unsettled":
      return existing.mark === "forbidden";
    case "unreadable":
      return existing.mark === "ordinary" || existing.mark === "stopped";
    case "absent":
    case "replication":
      return false;
  }
}

type StopAction = "stop" | "stopAgain" | "deleteIndex";

export interface StopWish {
  readonly deleteIndex: boolean;
}

/**
 * The steps of a stop. From plugin 3.7 on, `_stop` closes and re-opens even an ordinary index, so
 * it is never sent blindly.
 */
export function planStop(existing: ExistingOrUnreadable, { deleteIndex }: StopWish): StopAction[] {
  const last: StopAction[] = deleteIndex ? ["deleteIndex"] : [];
  switch (existing.kind) {
    case "absent":
      // The metadata of a replication can outlive its index; a stop cleans it up.
      return ["stop"];
    case "ordinaryIndex":
      // An index that never was a follower is not the resource's.
      if (!existing.wasFollower) return [];
      return existing.mayBeBlocked ? ["stop", ...last] : last;
    case "unsettled":
      return existing.mark === "follower" ? ["stop", ...last] : [];
    case "unreadable":
      return existing.mark === "ordinary" || existing.mark === "stopped" ? [] : ["stop", ...last];
    case "replication":
      if (existing.status === "FAILED") {
        // A stop waits 30 s for a red index; one that is deleted first is not waited for.
        return deleteIndex ? ["deleteIndex", "stop"] : ["stop"];
      }
      // A stop between the restore and the first replay leaves the write block behind for ever; a
      // second one, although it answers 400, frees the index.
      return existing.hasReplayed ? ["stop", ...last] : ["stop", "stopAgain", ...last];
  }
}
