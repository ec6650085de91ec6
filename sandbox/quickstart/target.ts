// SPDX-License-Identifier: Apache-2.0
import type { UseRoles } from "../../provider";
import { connect, startPair } from "../clusters";

/** The follower cluster that the quickstart works on. */
export interface Target {
  /** What to say of it. */
  readonly about: string;
  /** REST address of the follower cluster. */
  readonly url: string;
  readonly leaderAlias: string;
  readonly leaderIndex: string;
  readonly index: string;
  /** Where the security plugin is on: the roles to replicate by. */
  readonly useRoles?: UseRoles | undefined;
  /** Documents of the leader index, where they can be counted. */
  readonly leaderDocuments: number | undefined;
  /** A stand-in that ends with this process. */
  readonly isEmulated: boolean;
  close(): Promise<void>;
}

const documents = 1_000;

/** The cluster at `OPENSEARCH_URL`, else an emulated pair of this process. */
export async function openTarget(environment: NodeJS.ProcessEnv): Promise<Target> {
  const { OPENSEARCH_URL: url, LEADER_ALIAS: leaderAlias, LEADER_INDEX: leaderIndex } = environment;
  if (url !== undefined && url !== "") {
    if (leaderAlias === undefined || leaderIndex === undefined) {
      throw new Error(
        "OPENSEARCH_URL is set, so LEADER_ALIAS (a remote-cluster connection of that cluster) and LEADER_INDEX (an index of the leader) must be set too. Unset OPENSEARCH_URL to try the emulated pair.",
      );
    }
    const index = environment["FOLLOWER_INDEX"] ?? `${leaderIndex}-quickstart`;
    return {
      about: `the cluster at OPENSEARCH_URL, leader index "${leaderIndex}" over connection "${leaderAlias}"`,
      ...{ url, leaderAlias, leaderIndex, index, useRoles: rolesOf(environment) },
      leaderDocuments: undefined,
      isEmulated: false,
      close: () => Promise.resolve(),
    };
  }
  const pair = await startPair();
  pair.leader.addIndex("orders", documents);
  await connect(pair, "leader");
  return {
    about: `an EMULATED pair of clusters (a stand-in, not OpenSearch): leader ${pair.leader.url}, follower ${pair.follower.url}`,
    url: pair.follower.url,
    leaderAlias: "leader",
    leaderIndex: "orders",
    index: "orders-copy",
    leaderDocuments: documents,
    isEmulated: true,
    close: () => pair.close(),
  };
}

function rolesOf(environment: NodeJS.ProcessEnv): UseRoles | undefined {
  const { LEADER_ROLE: leaderClusterRole, FOLLOWER_ROLE: followerClusterRole } = environment;
  if (leaderClusterRole === undefined || followerClusterRole === undefined) return undefined;
  return { leaderClusterRole, followerClusterRole };
}
