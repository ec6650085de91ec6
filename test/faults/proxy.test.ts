// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { createClient } from "../../provider/opensearch/client/client";
import { OpenSearchError } from "../../provider/opensearch/answers/errors";
import { resolveSettings } from "../../provider/opensearch/settings/resolve-settings";
import { type FaultProxy, type ProxiedCall, startFaultProxy } from "../support/fault-proxy";
import { type Fault, faults } from "../support/faults";
import { json, type LoopbackServer, startServer } from "../support/loopback-server";
import { onRefusedHere } from "../support/refused-connection";
import { thrownBy } from "../support/thrown-by";

/** What the client says of the second of three calls, as far as it is the network's or the server's word. */
const seen: Readonly<Record<string, RegExp>> = {
  "refused connection": /ECONNREFUSED/,
  "reset before it was processed": /ECONNRESET|socket hang up/,
  "reset after it was processed": /ECONNRESET|socket hang up/,
  "client time-out after it was processed": /ETIMEDOUT/,
  "429 with Retry-After": /HTTP 429/,
  "503": /HTTP 503/,
  "500 with an OpenSearch body, not processed": /process_cluster_event_timeout_exception/,
  "500 with an OpenSearch body, processed": /process_cluster_event_timeout_exception/,
  "502 with HTML, not processed": /502 Bad Gateway/,
  "502 with HTML, processed": /502 Bad Gateway/,
  "empty body": /the answer is empty/,
  "truncated JSON": /the answer is not OpenSearch's JSON/,
  "200 with garbage, processed": /the answer is not OpenSearch's JSON/,
  "not acknowledged, not processed": /"acknowledged": false/,
  "not acknowledged, processed": /"acknowledged": false/,
  "provider killed before it was processed": /ECONNRESET|socket hang up/,
  "provider killed after it was processed": /ECONNRESET|socket hang up/,
};

describe("the proxy that brings faults about", () => {
  let server: LoopbackServer;
  let proxy: FaultProxy;
  let calls: ProxiedCall[];
  let wasKilled: boolean;

  beforeEach(async () => {
    server = await startServer(() => json(200, { acknowledged: true }));
    calls = [];
    wasKilled = false;
  });
  afterEach(async () => {
    await proxy.close();
    await server.close();
  });

  async function clientMeeting(fault: Fault) {
    proxy = await startFaultProxy({
      target: server.url,
      armed: { call: 2, fault },
      onCall: (call) => void calls.push(call),
      onKill: () => (wasKilled = true),
      onRefused: onRefusedHere,
    });
    const resolved = resolveSettings({ url: proxy.url, requestTimeout: "200ms" });
    if ("problems" in resolved) throw new Error(resolved.problems.join());
    const client = createClient(resolved.settings);
    return () => client.request({ doing: "ask", method: "GET", segments: ["thing"] });
  }

  for (const fault of faults) {
    it(`${fault.name}: happens to the second call and to no other`, async () => {
      const ask = await clientMeeting(fault);
      expect(await ask()).to.deep.equal({ acknowledged: true });
      const expected = seen[fault.name];
      if (expected === undefined) expect(await ask()).to.have.property("message");
      else {
        const error = await thrownBy(ask());
        expect(error).to.be.instanceOf(OpenSearchError);
        expect(error.message).to.match(expected);
      }
      expect(proxy.hasStruck()).to.equal(true);
      expect(server.arrived).to.have.length(fault.processed ? 2 : 1);
      if (fault.kind === "kill") {
        expect(wasKilled).to.equal(true);
        await thrownBy(ask());
      } else expect(await ask()).to.deep.equal({ acknowledged: true });
    });
  }
});
