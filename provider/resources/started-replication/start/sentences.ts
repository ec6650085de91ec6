// SPDX-License-Identifier: Apache-2.0
import type { Wanted, Action } from "./steps";
import type { Leader } from "../../../opensearch/calls/status";

export function describeLeader(leader: Leader | undefined): string {
  return leader === undefined
    ? "a leader that cannot be read"
    : `leader index "${leader.index}" over connection "${leader.alias}"`;
}

export function describeWanted({
  leaderIndex,
  leaderAlias,
}: Pick<Wanted, "leaderIndex" | "leaderAlias">): string {
  const over = leaderAlias === undefined ? "" : ` over connection "${leaderAlias}"`;
  return `leader index "${leaderIndex}"${over}`;
}

/** The follower, at the beginning of a sentence. */
export function followerNamed(index: string): string {
  return `The replication into "${index}"`;
}

export function sentenceOf(action: Action, wanted: Wanted): string {
  const { index } = wanted;
  const sentences: Record<Action, string> = {
    adopt: `Index "${index}" already replicates ${describeWanted(wanted)}: that replication is taken over.`,
    updateSettings: `The settings of follower index "${index}" are updated.`,
    probe: `Whether ${describeWanted(wanted)} can be replicated into "${index}" again is asked before anything is deleted.`,
    stop: `The replication into "${index}" is stopped.`,
    deleteIndex: `Index "${index}" is deleted, to make room for a new copy.`,
    start: `The replication of ${describeWanted(wanted)} into "${index}" is started.`,
    resume: `The replication into "${index}" is resumed.`,
    wait: `The replication into "${index}" is waited for.`,
    pause: `The replication into "${index}" is paused.`,
  };
  return sentences[action];
}
