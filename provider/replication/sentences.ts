// SPDX-License-Identifier: Apache-2.0
import type { Wanted, Action } from "./steps";
import type { Leader } from "../opensearch/api/status";

export function describeLeader(leader: Leader | undefined): string {
  return leader === undefined
    ? "a leader that this user may not read"
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
    adopt: `Index "${index}" already replicates ${describeWanted(wanted)}: that replication is adopted.`,
    updateSettings: `Updating the settings of follower index "${index}".`,
    probe: `Checking that ${describeWanted(wanted)} can be replicated into "${index}" again, before anything is deleted.`,
    stop: `Stopping the replication into "${index}".`,
    deleteIndex: `Deleting index "${index}" to make room for a new copy.`,
    start: `Starting the replication of ${describeWanted(wanted)} into "${index}".`,
    resume: `Resuming the replication into "${index}".`,
    wait: `Waiting for the replication into "${index}".`,
    pause: `Pausing the replication into "${index}".`,
  };
  return sentences[action];
}
