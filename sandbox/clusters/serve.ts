// SPDX-License-Identifier: Apache-2.0
import { appendFileSync } from "node:fs";
import { type ClusterPair, connect, type PairOptions, startPair } from "./index";
import type { CommandLine } from "./command-line";
import { addReplicationUser } from "./security/replication-user";

/** Who can replicate and nothing else, with the administrator's password. */
export const REPLICATION_USER = "replication";

/** Starts the pair that a command line describes. */
export async function serve(commandLine: CommandLine): Promise<ClusterPair> {
  const { leaderPort, followerPort, indexes, isConnected, adminPassword, requestLog, version } =
    commandLine;
  const options: PairOptions = {
    leaderPort,
    followerPort,
    ...(version === undefined ? {} : { version }),
    ...(adminPassword === undefined ? {} : { security: { adminPassword } }),
    ...(requestLog === undefined ? {} : { onRequest: logInto(requestLog) }),
  };
  const pair = await startPair(options);
  if (adminPassword !== undefined) {
    addReplicationUser(pair, REPLICATION_USER, { password: adminPassword });
  }
  for (const [name, documents] of Object.entries(indexes)) pair.leader.addIndex(name, documents);
  if (isConnected) await connect(pair);
  return pair;
}

/** A line for every request, there before it is answered: `follower PUT /orders`. No bodies, they may hold passwords. */
function logInto(file: string): NonNullable<PairOptions["onRequest"]> {
  return (cluster, { method, path }) => appendFileSync(file, `${cluster} ${method} ${path}\n`);
}
