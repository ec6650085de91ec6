// SPDX-License-Identifier: Apache-2.0
import { type FollowerFacts, followerFacts } from "../stack/follower-facts";
import type { Stack } from "../stack/stack";

/** What the follower itself says of a stack's replications. */
export interface StackFacts {
  readonly notice: string;
  readonly followerUrl: string;
  readonly username: string;
  readonly replications: readonly (FollowerFacts & {
    readonly index: string;
    /** Whether it is in step with the leader. */
    readonly isFlowing: boolean;
  })[];
}

interface Outputs {
  readonly notice: string;
  readonly followerUrl: string;
  readonly username: string;
  readonly password: string;
  readonly followers: readonly string[];
}

/** Asks the follower about the replications that the stack's outputs name. */
export async function stackFacts(stack: Stack): Promise<StackFacts> {
  const { code, output } = await stack.run(["stack", "output", "--json", "--show-secrets"]);
  if (code !== 0) throw new Error("The outputs of the stack could not be read.");
  const { notice, followerUrl, username, password, followers } = JSON.parse(output) as Outputs;
  const settings = { url: followerUrl, username, password };
  const replications = [];
  for (const index of followers) {
    const facts = await followerFacts(settings, index);
    const [follower, leader] = facts.checkpoints.split(" of ");
    const isFlowing = facts.status === "SYNCING" && follower === leader && facts.documents > 0;
    replications.push({ ...facts, index, isFlowing });
  }
  return { notice, followerUrl, username, replications };
}
