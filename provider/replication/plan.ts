// SPDX-License-Identifier: Apache-2.0
import type { Wanted, Occasion, Action, Plan } from "./steps";
import type { Leader } from "../opensearch/api/status";
import {
  failedRefusal,
  ordinaryIndexRefusal,
  otherLeaderRefusal,
  unsettledRefusal,
} from "./messages";
import { describeLeader, describeWanted, sentenceOf } from "./sentences";
import type { Existing, ExistingReplication, Unreadable } from "./standing";

/** The steps from what is there to what is wanted. */
export function plan(existing: Existing | Unreadable, wanted: Wanted, occasion: Occasion): Plan {
  switch (existing.kind) {
    case "unreadable":
      // The server takes a pause, and settings, while the leader is down.
      return wanted.paused
        ? steps(wanted, ["pause", ...changedSettings(wanted)])
        : steps(wanted, ["wait"]);
    case "absent":
      return steps(wanted, ["start", ...waitAndPause(wanted)]);
    case "ordinaryIndex":
      return isOurs(existing, occasion) || wanted.ifIndexExists === "overwrite"
        ? steps(wanted, [...proof(occasion), "deleteIndex", "start", ...waitAndPause(wanted)])
        : { refusal: ordinaryIndexRefusal(wanted.index, occasion === "unfinished") };
    case "unsettled":
      if (occasion === "unfinished") return steps(wanted, waitAndPause(wanted));
      // What may not be looked at was stopped by us: whether it may be deleted will show.
      if (occasion === "replacement" && existing.mark === "forbidden") {
        return steps(wanted, ["deleteIndex", "start", ...waitAndPause(wanted)]);
      }
      return wanted.ifIndexExists === "overwrite"
        ? steps(wanted, ["stop", "deleteIndex", "start", ...waitAndPause(wanted)])
        : { refusal: unsettledRefusal(wanted.index, existing.mark) };
    case "replication":
      if (!isSameLeader(existing.leader, wanted))
        return planForOtherLeader(existing, wanted, occasion);
      return existing.status === "FAILED"
        ? planForFailed(existing, wanted, occasion)
        : planForSameLeader(existing, wanted, occasion);
  }
}

function planForSameLeader(
  { status }: ExistingReplication,
  wanted: Wanted,
  occasion: Occasion,
): Plan {
  if (occasion === "nameTaken" && wanted.ifIndexExists === "fail") {
    return {
      refusal: `Follower index "${wanted.index}" already replicates ${describeWanted(wanted)}, and ifIndexExists is "fail". Set it to "adopt" to adopt that replication, or choose another \`index\`.`,
    };
  }
  const isPaused = status === "PAUSED";
  const adopt: Action[] = occasion === "nameTaken" ? ["adopt"] : [];
  const update = changedSettings(wanted);
  // An update of the settings is accepted while paused, and applied after the resume.
  if (isPaused && wanted.paused) return steps(wanted, [...adopt, ...update]);
  return steps(wanted, [
    ...adopt,
    ...update,
    ...(isPaused ? ["resume" as const] : []),
    ...waitAndPause(wanted),
  ]);
}

function planForFailed({ reason }: ExistingReplication, wanted: Wanted, occasion: Occasion): Plan {
  const isOurs = occasion !== "nameTaken";
  const mayOverwrite = isOurs
    ? wanted.onReplace === "overwrite"
    : wanted.ifIndexExists === "overwrite";
  if (!mayOverwrite) {
    return {
      refusal: failedRefusal(wanted.index, describeWanted(wanted), reason, isOurs),
    };
  }
  return steps(wanted, [...proof(occasion), "deleteIndex", "start", ...waitAndPause(wanted)]);
}

function planForOtherLeader(
  { leader }: ExistingReplication,
  wanted: Wanted,
  occasion: Occasion,
): Plan {
  return occasion === "nameTaken" && wanted.ifIndexExists === "overwrite"
    ? steps(wanted, ["stop", "deleteIndex", "start", ...waitAndPause(wanted)])
    : { refusal: otherLeaderRefusal(wanted.index, describeLeader(leader), describeWanted(wanted)) };
}

/** The old copy of a replacement; an index that never was a follower is not it. */
function isOurs(existing: { readonly wasFollower: boolean }, occasion: Occasion): boolean {
  return occasion === "replacement" && existing.wasFollower;
}

/** An index is deleted only once the start is known to be possible; a start that was refused because of the name has shown that. */
function proof(occasion: Occasion): Action[] {
  return occasion === "unfinished" ? ["probe"] : [];
}

function changedSettings({ settingsDiffer }: Wanted): Action[] {
  return settingsDiffer ? ["updateSettings"] : [];
}

/** What is left to do once the replication runs. */
function waitAndPause(wanted: Wanted): Action[] {
  return wanted.paused ? ["wait", "pause"] : ["wait"];
}

/** Whether it is the leader that is wanted; without a connection, over any. */
export function isSameLeader(
  leader: Leader | undefined,
  wanted: Pick<Wanted, "leaderIndex" | "leaderAlias">,
): boolean {
  if (leader === undefined) return false;
  const isSameAlias = wanted.leaderAlias === undefined || leader.alias === wanted.leaderAlias;
  return leader.index === wanted.leaderIndex && isSameAlias;
}

function steps(wanted: Wanted, actions: readonly Action[]): Plan {
  return { steps: actions.map((action) => ({ action, sentence: sentenceOf(action, wanted) })) };
}
