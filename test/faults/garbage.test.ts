// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import fc from "fast-check";
import { dynamicDoor } from "../../provider/doors/dynamic/dynamic-door";
import { bounded } from "../../provider/doors/dynamic/handler-boundary";
import { startedReplicationHandler } from "../../provider/resources/started-replication/handler";
import { manualClock } from "../support/manual-clock";
import { type LoopbackServer, type Reply, startServer } from "../support/loopback-server";

const inputs = {
  index: "copy",
  leaderIndex: "orders",
  leaderAlias: "leader",
  timeouts: { create: "5m", update: "5m", delete: "5m" },
  acknowledged: true,
  status: "SYNCING",
  __provider: "text",
};

/** Words that the provider looks for, in places where it looks for them and elsewhere. */
const word = fc.constantFrom(
  "SYNCING",
  "PAUSED",
  "FAILED",
  "RUNNING",
  "REPLICATION NOT IN PROGRESS",
  "leader",
  "orders",
  "",
  "Cant use same index again for replication",
  "failed to fetch replication status",
  "are not active",
);
const key = fc.constantFrom(
  "status",
  "reason",
  "error",
  "type",
  "caused_by",
  "acknowledged",
  "leader_alias",
  "leader_index",
  "version",
  "syncing_details",
  "leader_checkpoint",
  "follower_checkpoint",
  "bootstrap_details",
  "bytes_total",
  "copy",
  "settings",
);
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    word,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("json"), { maxLength: 2 }),
    fc.dictionary(key, tie("json"), { maxKeys: 4 }),
  ),
}));
const reply: fc.Arbitrary<Reply> = fc.oneof(
  fc.record({
    status: fc.constantFrom(200, 200, 200, 201, 302, 400, 401, 403, 404, 429, 500, 502, 503),
    headers: fc.constantFrom(
      { "content-type": "application/json" },
      { "content-type": "text/html" },
      {},
      { "retry-after": "3" },
    ),
    body: fc.oneof(
      json.map((value) => JSON.stringify(value)),
      fc.string(),
      fc.constant(""),
    ),
  }),
  fc.constant("hang up" as const),
);

describe("whatever the server answers", function () {
  this.timeout(300_000);
  let server: LoopbackServer;
  let answers: Reply[] = [];
  let at = 0;
  before(
    async () => (server = await startServer(() => answers[at++ % answers.length] ?? "hang up")),
  );
  after(() => server.close());

  for (const operation of ["create", "read", "update", "delete"] as const) {
    it(`${operation} ends in good time, with a result or an error that says something`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(reply, { minLength: 1, maxLength: 8 }), async (given) => {
          answers = given;
          at = 0;
          const clock = manualClock();
          const begin = clock.now();
          const result = await call(operation, clock).catch((error: unknown) => error);
          // Virtual time: the limit, and the last look and pause that it may be overrun by.
          expect(clock.now() - begin).to.be.lessThan(6 * 60_000);
          if (!(result instanceof Error)) return;
          expect(result.message).to.match(/\w+ \w+/);
          expect(result.message).not.to.match(/undefined|\[object|NaN/);
        }),
        { numRuns: 150 },
      );
    });
  }

  function call(
    operation: "create" | "read" | "update" | "delete",
    clock: ReturnType<typeof manualClock>,
  ) {
    const log = () => ({
      warn: () => Promise.resolve(),
      info: () => Promise.resolve(),
      status: () => undefined,
    });
    const world = { clock, random: () => 0.5, environment: { OPENSEARCH_URL: server.url }, log };
    const cancellation = () => new AbortController().signal;
    const handler = bounded(dynamicDoor(startedReplicationHandler, { ...world, cancellation }));
    switch (operation) {
      case "create":
        return handler.create(inputs);
      case "read":
        return handler.read!("copy", inputs);
      case "update":
        return handler.update!("copy", inputs, { ...inputs, paused: true });
      case "delete":
        return handler.delete!("copy", inputs);
    }
  }
});
