// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A configuration of examples/cluster-stack. */
export interface Target {
  /** What to say of it. */
  readonly about: string;
  /** A stand-in that the stack makes itself. */
  readonly isEmulated: boolean;
  /** What to set, by key; `secret` holds what must not be shown. */
  readonly config: Readonly<Record<string, string>>;
  readonly secret: Readonly<Record<string, string>>;
}

const STACK_FILE = "Pulumi.cluster-stack.yaml";

/** The clusters at `OPENSEARCH_URL` and `LEADER_SEED`, else an emulated pair. */
export function targetOf(environment: NodeJS.ProcessEnv, directory: string): Target {
  const { OPENSEARCH_URL: followerUrl = "", LEADER_SEED: leaderSeed } = environment;
  const { OPENSEARCH_USERNAME: username = "admin", OPENSEARCH_PASSWORD: password } = environment;
  if (followerUrl === "") {
    return {
      about: "an EMULATED pair (a stand-in, not OpenSearch) that the stack creates",
      isEmulated: true,
      config: { clustersFolder: clustersFolder(directory) },
      secret: {},
    };
  }
  const { LEADER_INDEX: indexes } = environment;
  if (leaderSeed === undefined || password === undefined || indexes === undefined) {
    throw new Error(
      "OPENSEARCH_URL is set, so OPENSEARCH_PASSWORD, LEADER_SEED (the leader's transport address, as the follower reaches it) and LEADER_INDEX (the leader's indexes to replicate, separated by commas) must be set too. Unset OPENSEARCH_URL to try the emulated pair.",
    );
  }
  return {
    about: `the follower at OPENSEARCH_URL and the leader at ${leaderSeed}`,
    isEmulated: false,
    config: { followerUrl, leaderSeed, username, indexes },
    secret: { password },
  };
}

/** Where the emulated clusters of a stack keep their files. */
export function clustersFolder(directory: string): string {
  return join(directory, "clusters");
}

/** Whether the stack of an earlier run replicates between real clusters, so that its state must not be lost. */
export function holdsRealStack(directory: string): boolean {
  const file = join(directory, STACK_FILE);
  return existsSync(file) && readFileSync(file, "utf8").includes(":followerUrl");
}
