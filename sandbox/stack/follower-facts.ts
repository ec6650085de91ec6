// SPDX-License-Identifier: Apache-2.0
import { createClient } from "../../provider/opensearch/client/client";
import { status } from "../../provider/opensearch/api/replication";
import { gatherSettings } from "../../provider/opensearch/settings/precedence";
import type { RawSettings } from "../../provider/opensearch/settings/table";
import { resolveSettings } from "../../provider/opensearch/settings/resolve-settings";
import { systemClock, deadlineIn } from "../../provider/waiting/clock";
import { poll } from "../../provider/waiting/poll";

/** What the cluster itself says of the follower. */
export interface FollowerFacts {
  readonly status: string;
  readonly checkpoints: string;
  readonly documents: number;
}

/** Asks the cluster, with these settings and for the rest those that the provider uses. */
export async function followerFacts(
  settings: RawSettings,
  index: string,
  expected?: number,
): Promise<FollowerFacts> {
  const resolved = resolveSettings(gatherSettings((name) => settings[name], process.env));
  if (!("settings" in resolved)) throw new Error(resolved.problems.join("; "));
  const client = createClient(resolved.settings);
  const seen = await status(client, index);
  const { checkpoints } = seen;
  // In an index whose documents were only ever added, each has a sequence number of its own.
  const wanted = expected ?? (checkpoints === undefined ? undefined : checkpoints.follower + 1);
  let documents = -1;
  // A count sees what the last refresh of the index saw, at most a second ago by default.
  const backoff = { first: 200, longest: 1_000, factor: 2 };
  await poll(
    async () => {
      const segments = [index, "_count"];
      const { count } = await client.request({ doing: "count", method: "GET", segments });
      documents = Number(count);
      return documents === wanted || wanted === undefined
        ? { done: true, value: true }
        : { done: false };
    },
    { clock: systemClock, deadline: deadlineIn(5_000, systemClock), backoff, random: Math.random },
  );
  return {
    status: seen.status,
    checkpoints:
      checkpoints === undefined ? "unknown" : `${checkpoints.follower} of ${checkpoints.leader}`,
    documents,
  };
}
