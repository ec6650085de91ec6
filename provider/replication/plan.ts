// SPDX-License-Identifier: Apache-2.0
import type { Ledger } from "./ledger";
import type { Following, Standing } from "./standing";
import { isSameLeader, type Wish } from "./wish";

/** Why a plan is made. */
export type Reason =
  /** The resource is new, and nothing has been sent yet. */
  | "create"
  /** The server refused the start for its name alone. */
  | "nameTaken"
  /** A replacement: this deployment has left the resource's own old copy for its create. */
  | "replacement"
  /** The resource is in the state, and its job is not known to be finished. */
  | "unfinished"
  /** The server refused the resume: the leader holds no retention lease any more. */
  | "leaseGone"
  /** The same, by a server that copies the leader again itself (`force_resume`, 3.8 and later). */
  | "leaseGoneRecopies";

export type Step =
  | "start"
  | "adopt"
  | "updateSettings"
  | "resume"
  | "resumeByForce"
  | "replaceCopy"
  | "promote"
  | "takePromoted"
  | "demote"
  | "wait"
  | "pause";

/** Why nothing may be done. */
export type RefusalCode =
  | "alreadyReplicates"
  | "ordinaryIndex"
  | "promoted"
  | "promotedOutside"
  | "nothingToPromote"
  | "unsettled"
  | "otherLeader"
  | "failed"
  | "leaseGone";

type Plan = { readonly steps: readonly Step[] } | { readonly refusal: RefusalCode };

/** What the follower has of the wish already, as far as the state tells. */
export interface Known {
  /** Whether the overrides may differ from what the follower has. */
  readonly settingsDiffer: boolean;
  /** What an earlier operation has stopped to replace it. */
  readonly stopped: Ledger["stopped"];
}

/** Plans the steps from what is there to what is wanted. */
export function plan(standing: Standing, wish: Wish, reason: Reason, known: Known): Plan {
  if (wish.promoted === true) return planPromotion(standing, wish);
  const isOverwriting = wish.ifIndexExists === "overwrite";
  const anew = steps("replaceCopy", ...end(wish));
  switch (standing.kind) {
    case "absent":
      return steps("start", ...end(wish));
    case "unreadable":
      // The server takes a pause, and settings, while the leader is down.
      return wish.paused ? steps("pause", ...update(known)) : steps("wait");
    case "promoted":
    case "ordinary":
      if (isOverwriting) return anew;
      // Whether it still is what was stopped, the evidence tells.
      if (standing.kind === "promoted" && known.stopped?.held !== undefined) return anew;
      if (wish.supersededBy !== undefined || wish.discard !== undefined)
        return steps("demote", ...end(wish));
      if (standing.kind === "ordinary" || !isOwn(reason)) return { refusal: "ordinaryIndex" };
      return { refusal: wish.promoted === false ? "promotedOutside" : "promoted" };
    case "unsettled":
      if (reason === "unfinished" && known.stopped === undefined) return steps(...end(wish));
      return isOverwriting ? anew : { refusal: "unsettled" };
    case "following":
      return planFollowing(standing, wish, reason, known);
  }
}

/** From a follower to an open index that stays in the state. */
function planPromotion(standing: Standing, wish: Wish): Plan {
  switch (standing.kind) {
    case "absent":
      return { refusal: "nothingToPromote" };
    case "promoted":
    case "ordinary":
      return steps("takePromoted");
    case "unsettled":
      return { refusal: "unsettled" };
    case "unreadable":
      return steps("promote");
    case "following":
      if (!isPromotedFrom(standing, wish)) return { refusal: "otherLeader" };
      return standing.status === "FAILED" ? { refusal: "failed" } : steps("promote");
  }
}

/** Over which connection it follows is no matter any more, where the leases under a block show that it is that index. */
function isPromotedFrom({ leader }: Following, wish: Wish): boolean {
  if (isSameLeader(leader, wish)) return true;
  return wish.promoteAt?.state === "blocked" && leader?.index === wish.leaderIndex;
}

function planFollowing(standing: Following, wish: Wish, reason: Reason, known: Known): Plan {
  const isOverwriting = wish.ifIndexExists === "overwrite";
  const anew = steps("replaceCopy", ...end(wish));
  if (!isSameLeader(standing.leader, wish)) {
    // Whether it still is the copy that was to be replaced, its uuid tells.
    const isInTheMiddle = isOwn(reason) && known.stopped?.held !== undefined;
    const isConsented = !isOwn(reason) && isOverwriting;
    const mayReplace = reason === "replacement" || isInTheMiddle || isConsented;
    return mayReplace ? anew : { refusal: "otherLeader" };
  }
  if (standing.status === "FAILED") {
    const mayReplace = isOwn(reason) ? wish.onReplace === "overwrite" : isOverwriting;
    return mayReplace ? anew : { refusal: "failed" };
  }
  const isPaused = standing.status === "PAUSED";
  if (isPaused && (reason === "leaseGone" || reason === "leaseGoneRecopies")) {
    if (wish.forceResume !== true) return { refusal: "leaseGone" };
    return reason === "leaseGone" ? anew : steps("resumeByForce", ...end(wish));
  }
  if (!isOwn(reason) && wish.ifIndexExists === "fail") return { refusal: "alreadyReplicates" };
  const adopt: Step[] = isOwn(reason) && reason !== "replacement" ? [] : ["adopt"];
  // An update of the settings is accepted while paused, and applied after the resume.
  if (isPaused && wish.paused) return steps(...adopt, ...update(known));
  const resume: Step[] = isPaused ? ["resume"] : [];
  return steps(...adopt, ...update(known), ...resume, ...end(wish));
}

/** Whether what has the name is known to be the resource's own. */
export function isOwn(reason: Reason): boolean {
  return reason !== "create" && reason !== "nameTaken";
}

function update({ settingsDiffer }: Known): Step[] {
  return settingsDiffer ? ["updateSettings"] : [];
}

/** What is left to do once the replication runs. */
function end({ paused }: Wish): Step[] {
  return paused ? ["wait", "pause"] : ["wait"];
}

function steps(...taken: Step[]): Plan {
  return { steps: taken };
}
