// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import fc from "fast-check";
import { openReads } from "../../provider/reads/reads";
import { lookUpReplication } from "../../provider/reads/replication";
import { lookUpReplications } from "../../provider/reads/replications";
import type { Client } from "../../provider/opensearch/client/client";
import { OpenSearchError } from "../../provider/opensearch/answers/errors";
import { followerStats } from "../../provider/opensearch/api/follower-stats";
import { type LoopbackServer, type Reply, startServer } from "../support/loopback-server";
import { manualClock } from "../support/manual-clock";

/** Names that the look-ups look for, so that much of the garbage looks right at first sight. */
const key = fc.constantFrom(
  "cluster_name",
  "metadata",
  "replication_metadata",
  "replication_details",
  "REPLICATION_LAST_KNOWN_OVERALL_STATE",
  "connection_name",
  "status",
  "reason",
  "error",
  "syncing_details",
  "bootstrap_details",
  "leader_checkpoint",
  "follower_checkpoint",
  "bytes_total",
  "bytes_recovered",
  "num_syncing_indices",
  "index_stats",
  "copy",
  "__proto__",
);
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom("RUNNING", "PAUSED", "", "failed to fetch replication status"),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("json"), { maxLength: 2 }),
    fc.dictionary(key, tie("json"), { maxKeys: 5 }),
  ),
}));
const counts = {
  num_syncing_indices: 0,
  num_bootstrapping_indices: 0,
  num_paused_indices: 0,
  num_failed_indices: 0,
  leader_checkpoint: 1,
  follower_checkpoint: 1,
};
/** Right answers in which one part is garbage. */
const nearly = json.map((part) => [
  { ...counts, index_stats: part },
  { ...counts, index_stats: { copy: part } },
  { ...counts, leader_checkpoint: part, index_stats: {} },
  { cluster_name: "x", metadata: part },
  { cluster_name: "x", metadata: { replication_metadata: { replication_details: part } } },
  { cluster_name: "x", metadata: { replication_metadata: { replication_details: { a: part } } } },
  { status: "SYNCING", syncing_details: part, reason: part, leader_alias: part },
]);
const body = fc.oneof(
  json.map((value) => JSON.stringify(value)),
  nearly.chain((answers) => fc.constantFrom(...answers)).map((value) => JSON.stringify(value)),
  nearly
    .chain((answers) => fc.constantFrom(...answers))
    .map((value) => JSON.stringify(value).replace(/\d+/, "1e999")),
  fc.string(),
);
const reply: fc.Arbitrary<Reply> = fc.record({
  status: fc.constantFrom(200, 200, 200, 200, 201, 302, 400, 403, 404, 500, 503),
  headers: fc.constant({ "content-type": "application/json" }),
  body,
});

const lookUps: Record<string, (client: Client) => Promise<object>> = {
  getReplication: (client) => lookUpReplication(client, { index: "copy" }),
  getReplications: (client) => lookUpReplications(client, {}),
  "getReplications with details": (client) => lookUpReplications(client, { details: true }),
  "getReplications of two indexes": (client) => lookUpReplications(client, { indexes: ["a", "b"] }),
  getReplicationStats: followerStats,
};

/** Whether no number in it is one that JSON cannot hold. */
function isFinite(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value !== "object" || value === null || Object.values(value).every(isFinite);
}

describe("whatever a server answers", () => {
  let server: LoopbackServer;
  let answer: Reply;
  before(async () => {
    server = await startServer(() => answer);
  });
  after(() => server.close());

  for (const [name, lookUp] of Object.entries(lookUps)) {
    it(`${name} gives a result that is whole, or rejects with an OpenSearchError`, async () => {
      await fc.assert(
        fc.asyncProperty(reply, async (garbage) => {
          answer = garbage;
          const world = { clock: manualClock(), random: () => 0 };
          const client = await openReads({ url: server.url }, world);
          const result = await lookUp(client).catch((error: unknown) => error);
          if (result instanceof Error) expect(result).to.be.instanceOf(OpenSearchError);
          else {
            expect(isFinite(result)).to.equal(true);
            expect(JSON.parse(JSON.stringify(result))).to.deep.equal(result);
          }
        }),
      );
    });
  }
});
