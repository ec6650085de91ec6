// SPDX-License-Identifier: Apache-2.0
import type { OpenSearchError } from "../../opensearch/answers/errors";
import { seemsAhead } from "../../opensearch/api/ahead";
import type { ReplicationStatus, Checkpoints } from "../../opensearch/api/status";
import { describeDuration } from "../../waiting/duration";
import type { WaitFor } from "../wish";

export const goals = {
  acknowledged: "acknowledged",
  syncing: "syncing",
  caughtUp: "caught up",
} as const satisfies Record<WaitFor, string>;

export function outOfTime(
  goal: WaitFor,
  index: string,
  limit: number,
  seen: ReplicationStatus | undefined,
  trouble: OpenSearchError | undefined,
): Hopeless {
  const last =
    trouble === undefined
      ? `last seen: ${describeProgress(seen)}.`
      : `the last status call failed.\n${trouble.message}`;
  return {
    fact: `The replication into "${index}" was not ${goals[goal]} within ${describeDuration(limit)}; ${last}`,
    advice:
      'It continues by itself: run again to keep waiting, raise timeouts, or set waitFor to "acknowledged".',
  };
}

export function describeProgress(seen: ReplicationStatus | undefined): string {
  if (seen === undefined) return "nothing";
  const { status, bootstrap, checkpoints } = seen;
  if (bootstrap !== undefined && bootstrap.bytesTotal > 0) {
    return `${status}, ${bootstrap.bytesRecovered} of ${bootstrap.bytesTotal} bytes copied`;
  }
  if (checkpoints === undefined) return status;
  const { follower, leader } = checkpoints;
  const beside = follower > leader ? `, ahead of the leader's ${leader}` : ` of ${leader}`;
  return `${status}, follower checkpoint ${follower}${beside}`;
}

export function interrupted(index: string, seen: ReplicationStatus | undefined): string {
  return `Waiting for the replication into "${index}" was interrupted (last seen: ${describeProgress(seen)}). It continues by itself; run again to keep waiting.`;
}

export function stalled(index: string, seen: ReplicationStatus): string {
  return `The copy into "${index}" has not moved for 5 minutes (${describeProgress(seen)}). Is the follower cluster's disk nearly full (watermarks stop the allocation), or the network between the clusters slow?`;
}

export interface Hopeless {
  readonly fact: string;
  /** What helps the resource that owns the replication; who only waits for it has another way. */
  readonly advice?: string;
}

/** How long a follower that is ahead of its leader is waited for; by then, one whose leader index was recreated has usually paused itself. */
export const aheadPatience = 60_000;

export function aheadWarning(index: string, checkpoints: Checkpoints | undefined): string {
  return `Follower index "${index}" is ahead of its leader${counted(checkpoints)}: ${cause} ${consequence(index)}`;
}

export function aheadForGood(index: string, checkpoints: Checkpoints | undefined): Hopeless {
  const fact = `The replication into "${index}" does not count as caught up: its follower has been ahead of its leader for a while${counted(checkpoints)}, so ${cause} ${consequence(index)}`;
  return { fact };
}

/** Of several shards, those that are ahead: in the sums, another's lag may hide it. */
function counted(checkpoints: Checkpoints | undefined): string {
  if (checkpoints === undefined) return "";
  const { shards = new Map<string, undefined>() } = checkpoints;
  const ahead = [...shards].flatMap(([shard, at]) =>
    seemsAhead(at) ? [`shard ${shard}: ${told(at)}`] : [],
  );
  const isOfShards = shards.size > 1 && ahead.length > 0;
  return ` (${isOfShards ? ahead.slice(0, 3).join("; ") : told(checkpoints)})`;
}

function told({ follower, leader }: Checkpoints): string {
  return `checkpoint ${follower}, the leader is at ${leader}`;
}

const cause =
  "the leader index was restored from a snapshot, was recreated or has lost writes, or the connection now points to another cluster.";

/** The follower asks for what comes after its own checkpoint, so it never gets what the leader writes before that. */
function consequence(index: string): string {
  return `Whatever the leader writes until it reaches that checkpoint is not replicated, so the two stay different, and "${index}" may be the only copy left of the old data. To copy the leader again and keep this copy, give the replication another \`index\`; to do so under the same name, stop it (POST /_plugins/_replication/${index}/_stop with the body {}), delete the index and run \`pulumi up --refresh\`.`;
}

/** FAILED carries no cause (it is only in the server's log), so the candidates are listed. */
export function failedCandidates(index: string): string {
  return `Candidates: "${index}" is the name of an alias on either cluster; the follower cluster's shard limit or allocation rules; settings that a follower cannot have; a leader role without indices:data/read/plugins/replication/file_chunk; a connection that is set in opensearch.yml, which the plugin cannot copy over, or in proxy mode before OpenSearch 2.7. The follower cluster's log has the cause.`;
}
