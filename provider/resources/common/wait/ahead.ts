// SPDX-License-Identifier: Apache-2.0
import type { Checkpoints } from "../../../opensearch/calls/status";

/** How long a follower that is ahead of its leader is waited for; by then one whose leader index was made anew has mostly paused itself. */
export const aheadPatience = 60_000;

/** What is said of a follower that holds more than its leader. */
export function aheadWarning(index: string, checkpoints: Checkpoints | undefined): string {
  return `Follower index "${index}" is ahead of its leader${counted(checkpoints)}: ${cause} ${consequence(index)}`;
}

/** What is said when a wait gives up for it. */
export function aheadForGood(index: string, checkpoints: Checkpoints | undefined): string {
  return `The replication into "${index}" does not count as caught up: its follower has been ahead of its leader for a while${counted(checkpoints)}, which means that ${cause} ${consequence(index)}`;
}

function counted(checkpoints: Checkpoints | undefined): string {
  return checkpoints === undefined
    ? ""
    : ` (checkpoint ${checkpoints.follower}, the leader's is ${checkpoints.leader} now)`;
}

const cause =
  "the leader index was restored from a snapshot, made anew or has lost writes, or the connection leads to another cluster now.";

/** The follower asks for what comes after its own checkpoint, so it never gets what the leader writes before that. */
function consequence(index: string): string {
  return `What the leader writes until it has come as far does not arrive, so the two stay different, and "${index}" may be the only copy left of the old data. To copy the leader anew and keep this copy, give the replication another \`index\`; to do so under the same name, stop it (POST /_plugins/_replication/${index}/_stop with the body {}), delete the index and run \`pulumi up --refresh\`.`;
}
