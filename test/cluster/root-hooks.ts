// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { clusterIdentity } from "../../provider/opensearch/api/cluster";
import { storedReplications } from "../../provider/opensearch/api/stored-replications";
import { settingsOfBoth } from "./pair/cluster-settings";
import { addConnection, removeConnection } from "./pair/connection";
import { leftOut } from "./pair/left-out";
import { connectionAlias, runPrefix, thePair } from "./pair/pair";
import { rulesNamed } from "./pair/rules";

let found: Awaited<ReturnType<typeof settingsOfBoth>> | undefined;

/** The run's own connection stands from the first test to the last. */
export const mochaHooks = {
  async beforeAll(): Promise<void> {
    try {
      const pair = thePair();
      await Promise.all([clusterIdentity(pair.follower), clusterIdentity(pair.leader)]);
      found = await settingsOfBoth(pair);
      await addConnection(pair, connectionAlias);
    } catch (error) {
      throw error instanceof Error ? withoutStack(error) : error;
    }
  },
  async afterAll(): Promise<void> {
    if (found === undefined) return;
    const pair = thePair();
    await removeConnection(pair, connectionAlias);
    for (const what of leftOut()) console.log(`  not tested: ${what}`);
    const replications = await storedReplications(pair.follower);
    const left = replications.filter(({ index }) => index.startsWith(runPrefix));
    expect(left, "replications that are left").to.deep.equal([]);
    expect(await rulesNamed(pair.follower, runPrefix), "rules that are left").to.deep.equal({});
    expect(await settingsOfBoth(pair), "cluster settings").to.deep.equal(found);
  },
};

/** The sentence says it all; where in the code it was said helps nobody. */
function withoutStack(error: Error): Error {
  error.stack = error.message;
  return error;
}
