// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { dynamicDoor } from "../../../provider/doors/dynamic/dynamic-door";
import { bounded } from "../../../provider/doors/dynamic/handler-boundary";
import { startedReplicationHandler } from "../../../provider/resources/started-replication/handler";
import { json, type LoopbackServer, startServer } from "../../support/loopback-server";
import { manualClock } from "../../support/manual-clock";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const inputs = { leaderIndex: "orders", leaderAlias: "leader", waitFor: "caughtUp" };
const leader = { leader_alias: "leader", leader_index: "orders", reason: "User initiated" };

describe("bounds", () => {
  let server: LoopbackServer | undefined;
  afterEach(() => server?.close());

  function handler(settings: Record<string, string> = {}) {
    const values: Record<string, string> = { url: server?.url ?? "", ...settings };
    const get = (key: string): string | undefined => values[key.replace("opensearch:", "")];
    const log = () => ({
      warn: () => Promise.resolve(),
      info: () => Promise.resolve(),
      status: () => undefined,
    });
    const provider = bounded(
      dynamicDoor(startedReplicationHandler, {
        clock: manualClock(),
        random: () => 0.5,
        environment: {},
        log,
        cancellation: () => new AbortController().signal,
      }),
    );
    void provider.configure?.({ config: { get, require: (key) => get(key) ?? "" } });
    return provider;
  }

  it("the memory of a provider process stays flat over a thousand waits", async function () {
    this.timeout(120_000);
    let asked = 0;
    server = await startServer(({ method, url }) => {
      if (url === "/")
        return json(200, { cluster_uuid: "u", cluster_name: "n", version: { number: "3.4.0" } });
      if (method === "PUT") return json(200, { acknowledged: true });
      // Each wait sees a few answers before the last.
      const follower = ++asked % 4 === 0 ? 9 : -1;
      return json(200, {
        status: "SYNCING",
        ...leader,
        syncing_details: { leader_checkpoint: 9, follower_checkpoint: follower },
      });
    });
    const provider = handler();
    const waits = async (number: number): Promise<number> => {
      for (let count = 0; count < number; count++) {
        await provider.create({ ...inputs, index: `copy-${count % 50}` });
        server?.arrived.splice(0);
      }
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const before = await waits(200);
    const after = await waits(1_000);
    expect(after - before).to.be.lessThan(1_000_000);
  });

  for (const [settings, widest] of [
    [{}, 6],
    [{ startsInFlight: "2" }, 2],
  ] as const) {
    it(`at most ${widest} starts are in flight with ${JSON.stringify(settings)}, and all get their turn`, async () => {
      let inFlight = 0;
      let most = 0;
      const held: (() => void)[] = [];
      server = await startServer(({ method, url }) => {
        if (url === "/") return json(200, { cluster_uuid: "u", version: { number: "3.4.0" } });
        if (method === "GET") return json(200, { status: "SYNCING", ...leader });
        most = Math.max(most, ++inFlight);
        return new Promise((answer) => {
          held.push(() => {
            inFlight--;
            answer(json(200, { acknowledged: true }));
          });
          // Answered when as many have arrived as can, so that more would have been seen.
          if (held.length % widest === 0)
            held.splice(0).forEach((release) => setImmediate(release));
        });
      });
      const provider = handler(settings);
      const names = Array.from({ length: 12 }, (_, number) => `copy-${number}`);
      const creates = names.map((index) =>
        provider.create({ ...inputs, index, waitFor: "syncing" }),
      );
      expect((await Promise.all(creates)).map(({ id }) => id)).to.deep.equal(names);
      expect(most).to.equal(widest);
    });
  }
});
