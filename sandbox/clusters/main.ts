// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from "node:util";
import { connect, startPair } from "./index";

const DOCUMENTS = 1_000;

const port = (text: string | undefined): number => Number(text ?? 0);

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: { "leader-port": { type: "string" }, "follower-port": { type: "string" } },
  });
  const pair = await startPair({
    leaderPort: port(values["leader-port"]),
    followerPort: port(values["follower-port"]),
  });
  pair.leader.addIndex("orders", DOCUMENTS);
  await connect(pair);
  const replication = `${pair.follower.url}/_plugins/_replication/orders`;
  console.log(`Two emulated OpenSearch clusters (a stand-in for tests, not OpenSearch):
  leader    ${pair.leader.url}    index "orders", ${DOCUMENTS} documents
  follower  ${pair.follower.url}    connected to the leader as "leader"

Try:
  curl -X PUT ${replication}/_start -H 'content-type: application/json' -d '{"leader_alias": "leader", "leader_index": "orders"}'
  curl ${replication}/_status

Ctrl-C ends both.`);
  process.once("SIGINT", () => void pair.close());
  process.once("SIGTERM", () => void pair.close());
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
