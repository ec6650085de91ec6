// SPDX-License-Identifier: Apache-2.0
import { isObject } from "../../../provider/opensearch/answers/answer";
import { removeKeys, setKeys } from "./cluster-settings";
import { call } from "./indexes";
import { type Pair } from "./pair";
import { until } from "./until";

/** Makes a connection of the tests' own on the follower, and waits until it leads to the leader. */
export async function addConnection(pair: Pair, alias: string): Promise<void> {
  const { follower, surroundings } = pair;
  await setKeys(follower, alias, { seeds: [surroundings.leaderSeed] });
  const what = `the follower (${follower.host}) is connected to LEADER_SEED (${surroundings.leaderSeed})`;
  await until(what, async () => {
    const info = (await call(follower, "GET", ["_remote", "info"]))[alias];
    return isObject(info) && info["connected"] === true ? true : undefined;
  });
}

/** Removes it; every replication over it must be stopped before, or pauses within seconds. */
export async function removeConnection({ follower }: Pair, alias: string): Promise<void> {
  await removeKeys(follower, alias);
}
