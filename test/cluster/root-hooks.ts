// SPDX-License-Identifier: Apache-2.0
import { clusterIdentity } from "../../provider/opensearch/cluster";
import { addConnection, removeConnection } from "./pair/connection";
import { connectionAlias, thePair } from "./pair/pair";

let isConnected = false;

/** The run's own connection stands from the first test to the last. */
export const mochaHooks = {
  async beforeAll(): Promise<void> {
    try {
      const pair = thePair();
      await Promise.all([clusterIdentity(pair.follower), clusterIdentity(pair.leader)]);
      isConnected = true;
      await addConnection(pair, connectionAlias);
    } catch (error) {
      throw error instanceof Error ? withoutStack(error) : error;
    }
  },
  async afterAll(): Promise<void> {
    if (isConnected) await removeConnection(thePair(), connectionAlias);
  },
};

/** The sentence says it all; where in the code it was said helps nobody. */
function withoutStack(error: Error): Error {
  error.stack = error.message;
  return error;
}
