// SPDX-License-Identifier: Apache-2.0
import type { FollowerMark } from "../../opensearch/follower-index";
import type { Leader } from "../../opensearch/status";
import type { IfIndexExists } from "./schema";

/** What stands under the follower's name. */
export type Standing =
  /** No replication, and no index. */
  | { readonly kind: "absent" }
  /** An index that follows nothing. */
  | { readonly kind: "ordinaryIndex" }
  /** `REPLICATION NOT IN PROGRESS`, and the index cannot be looked at, or says that it is a follower. */
  | { readonly kind: "unsettled"; readonly mark: "follower" | "forbidden" }
  /** A replication, in whatever state. */
  | {
      readonly kind: "replication";
      readonly status: string;
      readonly reason: string;
      readonly leader: Leader | undefined;
    };

/** What is wanted of it. */
export interface Wanted {
  readonly index: string;
  readonly leaderIndex: string;
  readonly leaderAlias: string | undefined;
  readonly ifIndexExists: IfIndexExists;
}

/** One step, in the order of the plan. */
export type Step = "start" | "adopt" | "resume" | "deleteIndex" | "wait";

/** The steps to take, or why there are none, with the way out. */
export type Plan = { readonly steps: readonly Step[] } | { readonly refusal: string };

/** Why a plan is made. */
export type Occasion =
  /** The start was refused because the name is taken. */
  | "nameTaken"
  /** The same, for a replacement whose old copy this process has stopped (design: replaced only once the new start is known to be possible). */
  | "replacement"
  /** The resource is in the state, and its job is not known to be finished. */
  | "unfinished";

/** The steps from what stands to what is wanted. */
export function plan(standing: Standing, wanted: Wanted, occasion: Occasion): Plan {
  switch (standing.kind) {
    case "absent":
      return { steps: ["start", "wait"] };
    case "ordinaryIndex":
      return occasion === "replacement"
        ? { steps: ["deleteIndex", "start", "wait"] }
        : { refusal: ordinaryIndexRefusal(wanted, occasion) };
    case "unsettled":
      return occasion === "unfinished"
        ? { steps: ["wait"] }
        : { refusal: unsettledRefusal(wanted, standing.mark) };
    case "replication":
      return planForReplication(standing, wanted, occasion);
  }
}

function planForReplication(
  { status, reason, leader }: Extract<Standing, { kind: "replication" }>,
  wanted: Wanted,
  occasion: Occasion,
): Plan {
  const { index } = wanted;
  if (!isSameLeader(leader, wanted)) {
    return {
      refusal: `Follower index "${index}" already replicates ${describeLeader(leader)}, not ${describeWanted(wanted)}. Choose another \`index\`, or stop that replication and delete its index first.`,
    };
  }
  if (status === "FAILED") {
    return {
      refusal: `The replication of ${describeWanted(wanted)} into "${index}" has failed: ${reason || "no reason given"}. ${failedAdvice(index)}`,
    };
  }
  const takeUp: Step[] = status === "PAUSED" ? ["resume", "wait"] : ["wait"];
  if (occasion === "unfinished") return { steps: takeUp };
  if (wanted.ifIndexExists === "fail") {
    return {
      refusal: `Follower index "${index}" already replicates ${describeWanted(wanted)}, and ifIndexExists is "fail". Set it to "adopt" to take that replication over, or choose another \`index\`.`,
    };
  }
  return { steps: ["adopt", ...takeUp] };
}

function isSameLeader(leader: Leader | undefined, wanted: Wanted): boolean {
  if (leader === undefined) return false;
  const isSameAlias = wanted.leaderAlias === undefined || leader.alias === wanted.leaderAlias;
  return leader.index === wanted.leaderIndex && isSameAlias;
}

function describeLeader(leader: Leader | undefined): string {
  return leader === undefined
    ? "a leader that cannot be read"
    : `leader index "${leader.index}" over connection "${leader.alias}"`;
}

function describeWanted({ leaderIndex, leaderAlias }: Wanted): string {
  const over = leaderAlias === undefined ? "" : ` over connection "${leaderAlias}"`;
  return `leader index "${leaderIndex}"${over}`;
}

function ordinaryIndexRefusal({ index }: Wanted, occasion: Occasion): string {
  return occasion === "unfinished"
    ? `Index "${index}" is there but no longer follows anything: its replication was stopped. It may have been written to since, so it is left alone; delete it (DELETE /${index} on the follower cluster) and run again for a fresh copy.`
    : `Index "${index}" already exists on the follower cluster and follows nothing, so replication cannot start into it. If it is an old copy that is not needed any more, delete it (DELETE /${index}) and run again; else choose another \`index\`.`;
}

function unsettledRefusal({ index }: Wanted, mark: "follower" | "forbidden"): string {
  const what =
    mark === "follower"
      ? "it is marked as a follower"
      : "its settings may not be read (indices:monitor/settings/get)";
  return `Index "${index}" already exists on the follower cluster; no replication is in progress, but ${what}. Its connection or leader index may just have been removed: run again in a minute, or stop it (POST /_plugins/_replication/${index}/_stop with the body {}), delete it and run again.`;
}

/** FAILED carries no cause (it is only in the server's log), so the candidates are listed. */
export function failedAdvice(index: string): string {
  return [
    `Candidates: "${index}" is the name of an alias on either cluster; the follower cluster's shard limit or allocation rules; settings that a follower cannot have; a leader role without indices:data/read/plugins/replication/file_chunk.`,
    `The follower cluster's log has the cause. Then run \`pulumi refresh\` and \`pulumi up\`, which starts anew.`,
  ].join(" ");
}

/** What a delete does about the replication itself. */
export type Removal = "stop" | "stopIfAny" | "nothing";

/** Whether a stop is called for. From plugin 3.7 on, `_stop` closes and re-opens even an ordinary index, so it is never sent blindly. */
export function planRemoval(isReplicating: boolean, mark: FollowerMark | undefined): Removal {
  if (isReplicating) return "stop";
  switch (mark) {
    // The metadata of a replication can outlive its index; a stop cleans it up.
    case "missing":
      return "stopIfAny";
    case "follower":
      return "stop";
    case "ordinary":
    case "forbidden":
    case undefined:
      return "nothing";
  }
}
