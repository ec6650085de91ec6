// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import { type Client, createClient } from "../../../provider/opensearch/client/client";
import { readEnvironment, type Surroundings } from "./environment";

/** The two clusters of this run. */
export interface Pair {
  readonly follower: Client;
  readonly leader: Client;
  readonly surroundings: Surroundings;
}

/** Everything that this run makes on the clusters has a name that begins with this. */
export const runPrefix = `ccr-test-${randomBytes(4).toString("hex")}`;

/** The connection on the follower that the run makes for itself; there is none with that name before. */
export const connectionAlias = runPrefix;

let pair: Pair | undefined;

/** The pair that the environment names. Throws a sentence that says what to set. */
export function thePair(): Pair {
  if (pair !== undefined) return pair;
  const surroundings = readEnvironment(process.env);
  const { follower, leader } = surroundings;
  return (pair = {
    surroundings,
    follower: createClient(follower),
    leader: createClient(leader),
  });
}
