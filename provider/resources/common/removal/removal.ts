// SPDX-License-Identifier: Apache-2.0
import type { Standing, UnreadableStanding } from "./standing";

/** What stands, or that it cannot be read because the leader is down. */
export type RemovalStanding = Standing | UnreadableStanding;

/** A follower that was stopped and is open to writes: a person's data, which no removal deletes. */
export function isPromoted(standing: RemovalStanding): boolean {
  return standing.kind === "ordinaryIndex" && standing.wasFollower && !standing.isBlocked;
}

/** Whether a person may have written to what has the name; what may not be looked at may have been. */
export function mayHoldWrites(standing: RemovalStanding): boolean {
  switch (standing.kind) {
    case "ordinaryIndex":
      return !standing.isBlocked;
    case "unsettled":
      return standing.mark === "forbidden";
    case "unreadable":
      return standing.mark === "ordinary" || standing.mark === "stopped";
    case "absent":
    case "replication":
      return false;
  }
}

/** What a delete does. */
export type RemovalAction = "stop" | "stopAgain" | "deleteIndex";

/** What is to become of the index. */
export interface RemovalWish {
  /** Delete the index after the stop. */
  readonly deleteIndex: boolean;
}

/**
 * The steps of a delete. From plugin 3.7 on, `_stop` closes and re-opens even an ordinary index, so
 * it is never sent blindly.
 */
export function planRemoval(
  standing: RemovalStanding,
  { deleteIndex }: RemovalWish,
): RemovalAction[] {
  const last: RemovalAction[] = deleteIndex ? ["deleteIndex"] : [];
  switch (standing.kind) {
    case "absent":
      // The metadata of a replication can outlive its index; a stop cleans it up.
      return ["stop"];
    case "ordinaryIndex":
      // What never was a follower is somebody else's.
      if (!standing.wasFollower) return [];
      return standing.mayBeBlocked ? ["stop", ...last] : last;
    case "unsettled":
      return standing.mark === "follower" ? ["stop", ...last] : [];
    case "unreadable":
      return standing.mark === "ordinary" || standing.mark === "stopped" ? [] : ["stop", ...last];
    case "replication":
      if (standing.status === "FAILED") {
        // A stop waits 30 s for a red index; one that is deleted first is not waited for.
        return deleteIndex ? ["deleteIndex", "stop"] : ["stop"];
      }
      // A stop between the restore and the first replay leaves the write block behind for ever; a
      // second one, although it answers 400, frees the index.
      return standing.hasReplayed ? ["stop", ...last] : ["stop", "stopAgain", ...last];
  }
}
