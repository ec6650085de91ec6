// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { startedReplicationHandler } from "../../../provider/resources/started-replication/handler";
import { dynamicDoor } from "../../../provider/doors/dynamic/dynamic-door";
import { bounded } from "../../../provider/doors/dynamic/handler-boundary";
import { PartialFailure } from "../../../provider/doors/dynamic/partial-failure";
import { json, type LoopbackServer, startServer } from "../../support/loopback-server";
import { type ManualClock, manualClock } from "../../support/manual-clock";
import { checkedInputs } from "../../support/replication-inputs";
import { thrownBy } from "../../support/thrown-by";

const inputs = { ...checkedInputs, leaderAlias: "eu" };

describe("a start that is refused for good, with whatever status", () => {
  let server: LoopbackServer | undefined;
  let clock: ManualClock;
  beforeEach(() => (clock = manualClock()));
  afterEach(() => server?.close());

  async function refusedWith(status: number, type: string, reason: string): Promise<Error> {
    server = await startServer(({ method }) =>
      method === "GET"
        ? json(200, { cluster_name: "n", cluster_uuid: "u", version: { number: "3.4.0" } })
        : json(status, { error: { type, reason }, status }),
    );
    const { url } = server;
    const log = () => ({
      warn: () => Promise.resolve(),
      info: () => Promise.resolve(),
      status: () => undefined,
    });
    const cancellation = () => new AbortController().signal;
    const world = { clock, random: () => 0, environment: {}, log, cancellation };
    const handler = bounded(dynamicDoor(startedReplicationHandler, world));
    const get = (key: string) => (key === "opensearch:url" ? url : undefined);
    void handler.configure?.({ config: { get, require: () => "" } });
    return thrownBy(handler.create(inputs));
  }

  for (const [status, type, reason] of [
    [500, "unsupported_operation_exception", "Replication is not enabled on the remote domain"],
    [500, "replication_exception", "Setup checks failed while setting-up replication for copy"],
    [
      500,
      "illegal_state_exception",
      "Cannot proceed with replication for k-NN enabled index orders as knn plugin is not installed.",
    ],
    [500, "connect_transport_exception", "[][10.0.0.7:9300] connect_exception"],
    [500, "node_disconnected_exception", "[eu][10.0.0.7:9300] disconnected"],
    [500, "illegal_state_exception", "Unable to open any proxy connections to remote cluster [eu]"],
    [500, "action_not_found_transport_exception", "No handler for action [indices:admin/x]"],
    [400, "illegal_argument_exception", "this node does not have the remote_cluster_client role"],
    [403, "cluster_block_exception", "blocked by: [FORBIDDEN/10/cluster create-index blocked];"],
    [429, "cluster_block_exception", "index [x] blocked by: [TOO_MANY_REQUESTS/12/disk usage];"],
  ] as const) {
    it(`is over with “${reason}”: nothing is looked for, nothing is saved`, async () => {
      const error = await refusedWith(status, type, reason);
      expect(error.message).to.include(reason.replace(/\.$/, ""));
      expect(error).not.to.be.instanceOf(PartialFailure);
      expect(server?.arrived.map(({ method, url }) => `${method} ${url}`)).to.deep.equal([
        "GET /",
        "PUT /_plugins/_replication/copy/_start",
      ]);
      expect(clock.sleeps).to.deep.equal([]);
    });
  }

  for (const [status, type, reason] of [
    [503, "security_exception", "OpenSearch Security not initialized for indices:admin/x"],
    [503, "cluster_block_exception", "blocked by: [SERVICE_UNAVAILABLE/2/no cluster-manager];"],
    [429, "rejected_execution_exception", "rejected execution"],
  ] as const) {
    it(`is sent again with “${reason}”, without looking for what certainly was not done`, async () => {
      const error = await refusedWith(status, type, reason);
      expect(error).not.to.be.instanceOf(PartialFailure);
      const asked = server?.arrived.map(({ method }) => method) ?? [];
      expect(asked).to.deep.equal(["GET", "PUT", "PUT", "PUT", "PUT"]);
    });
  }
});
