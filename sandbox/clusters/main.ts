// SPDX-License-Identifier: Apache-2.0
import { resolve } from "node:path";
import { keepServing } from "./background";
import { readCommandLine } from "./command-line";
import { startDetached, stopDetached } from "./detached";
import type { ClusterPair } from "./pair";
import { REPLICATION_ROLES } from "./security/replication-user";
import { REPLICATION_USER, serve } from "./serve";

async function main(): Promise<void> {
  const commandLine = readCommandLine(process.argv.slice(2), process.env);
  const readyFile = resolve(commandLine.readyFile ?? "");
  if (commandLine.action === "stop") return stopDetached(readyFile);
  if (commandLine.action === "detach") {
    // One line of JSON, for whoever starts it.
    console.log(JSON.stringify(await startDetached({ ...commandLine, readyFile })));
    return;
  }
  const pair = await serve(commandLine);
  if (commandLine.readyFile !== undefined) {
    keepServing(pair, readyFile, commandLine.lifetime);
  } else {
    process.once("SIGINT", () => void pair.close());
    process.once("SIGTERM", () => void pair.close());
  }
  const { indexes, isConnected, adminPassword } = commandLine;
  console.log(welcome(pair, indexes, isConnected, adminPassword !== undefined));
}

function welcome(
  { leader, follower }: ClusterPair,
  indexes: Readonly<Record<string, number>>,
  isConnected: boolean,
  isSecured: boolean,
): string {
  const [first = "orders"] = Object.keys(indexes);
  const listed = Object.entries(indexes).map(([name, count]) => `"${name}", ${count} documents`);
  const replication = `${follower.url}/_plugins/_replication/${first}`;
  const curl = isSecured ? "curl -u admin" : "curl";
  const body = {
    leader_alias: "leader",
    leader_index: first,
    ...(isSecured ? { use_roles: REPLICATION_ROLES } : {}),
  };
  return `Two emulated OpenSearch clusters (a stand-in for tests, not OpenSearch):
  leader    ${leader.url}    index ${listed.join("; ")}
  follower  ${follower.url}    ${isConnected ? 'connected to the leader as "leader"' : `not connected; the leader's seed is ${leader.transportAddress}`}
${isSecured ? `  users     admin and ${REPLICATION_USER}, with the same password\n` : ""}
Try:
  ${curl} -X PUT ${replication}/_start -H 'content-type: application/json' -d '${JSON.stringify(body)}'
  ${curl} ${replication}/_status

Ctrl-C stops both.`;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
