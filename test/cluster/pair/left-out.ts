// SPDX-License-Identifier: Apache-2.0
import { thePair } from "./pair";

/** What this pair does not allow to be tested, and what would; said at the end of every run. */
export function leftOut(): string[] {
  const { followerSeed, leader, leaderProxy, restricted } = thePair().surroundings;
  return [
    ...(followerSeed === undefined
      ? ["a switch of sites: set FOLLOWER_SEED to a transport address that the leader reaches"]
      : []),
    ...(followerSeed !== undefined && !leader.baseUrl.startsWith("http://")
      ? ["a site that is lost: its way is cut only where LEADER_URL is without TLS"]
      : []),
    ...(leaderProxy === undefined
      ? ["connections in proxy mode: LEADER_PROXY is none; set it to an address that takes them"]
      : []),
    ...(restricted === undefined
      ? ["a user with the plugin's own roles only: set RESTRICTED_USERNAME and RESTRICTED_PASSWORD"]
      : []),
  ];
}
