// SPDX-License-Identifier: Apache-2.0
import type { Site } from "./site";

/** A program with a `ReplicatedPair` over both clusters: `leader` and `follower` are its sites. */
export interface SwitchedPair {
  readonly active: "leader" | "follower";
  readonly index: string;
  /** Where the provider finds the leader; by default at its own address. */
  readonly leaderUrl?: string;
  /** Where the follower finds the leader, in proxy mode; by default at LEADER_SEED. */
  readonly leaderProxy?: string;
  /** Further arguments of the pair. */
  readonly more?: object;
}

export function switchedPair(site: Site, declared: SwitchedPair): string {
  const { surroundings } = site.pair;
  const { leaderSeed, followerSeed, useRoles } = surroundings;
  // The variables sign in to the follower; the leader has another address and perhaps another sign-in.
  const { signIn, baseUrl } = surroundings.leader;
  const { active, index, leaderUrl = baseUrl, leaderProxy, more } = declared;
  const own =
    signIn.kind === "basic" ? { username: signIn.username, password: signIn.password } : {};
  const way = leaderProxy === undefined ? { seeds: [leaderSeed] } : { proxyAddress: leaderProxy };
  const args = { active, indexes: [index], ...(useRoles && { useRoles }), ...more };
  const text = JSON.stringify;
  // A site's provider is a resource of the program.
  return `
    const replication = require("pulumi-opensearch-replication");
    const leader = new replication.Provider("leader", ${text({ url: leaderUrl, ...own })});
    const follower = new replication.Provider("follower", {});
    new replication.ReplicatedPair("pair", {
      ...${text(args)},
      sites: {
        leader: { ...${text({ ...way, alias: site.alias("l") })}, provider: leader },
        follower: { ...${text({ seeds: [followerSeed], alias: site.alias("f") })}, provider: follower },
      },
    });`;
}
