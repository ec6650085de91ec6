// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import fc from "fast-check";
import type { Call } from "../../../../provider/opensearch/client/client";
import type { RawSettings } from "../../../../provider/opensearch/settings/table";
import type { ClusterPair } from "../../../../sandbox/clusters";
import { newAuthority } from "../../../sandbox/clusters/certificates";
import { json, startServer } from "../../../support/loopback-server";
import { manualClock } from "../../../support/manual-clock";
import { clientOf, ping } from "../../../support/resolved";
import { thrownBy } from "../../../support/thrown-by";
import { startProxy } from "../../../support/tunnel-proxy";
import { domainKey, domainSettings, startDomain } from "./rig";

describe("signing for AWS", () => {
  let domain: ClusterPair | undefined;
  afterEach(() => domain?.close());

  const started = async (...options: Parameters<typeof startDomain>): Promise<ClusterPair> =>
    (domain = await startDomain(...options));
  const call = (settings: RawSettings = {}, how: Partial<Call> = {}) =>
    clientOf({ url: domain?.follower.url, ...domainSettings, ...settings }).request({
      ...ping,
      ...how,
    });

  it("lets requests in that are signed with static keys, and no others", async () => {
    await started();
    expect(await call()).to.have.property("version");
    const wrong = await thrownBy(call({ awsSecretKey: "another" }));
    expect(wrong.message).to.match(/signature we calculated does not match.*Check awsSecretKey/s);
    const unsigned = await thrownBy(clientOf({ url: domain?.follower.url }).request(ping));
    expect(unsigned.message).to.match(/anonymous is not authorized.*set signAwsRequests/s);
  });

  it("sends the session token of a temporary key, under the signature", async () => {
    await started({ sessionToken: "s3ssion+/=" });
    expect(await call({ awsToken: "s3ssion+/=" })).to.have.property("version");
    const error = await thrownBy(call());
    expect(error.message).to.match(/security token.*invalid.*also needs awsToken/s);
  });

  for (const [what, settings, message] of [
    ["another region", { awsRegion: "us-east-1" }, /scoped to.*Set awsRegion/s],
    ["another key", { awsAccessKey: "AKIDOTHER" }, /security token.*invalid/],
  ] as const) {
    it(`explains that it is signed for ${what}`, async () => {
      await started();
      expect((await thrownBy(call(settings))).message).to.match(message);
    });
  }

  it("explains a user name where a signature is wanted, and does not repeat the header", async () => {
    await started();
    const client = clientOf({ url: domain?.follower.url, username: "ann", password: "p4ssword" });
    const error = await thrownBy(client.request(ping));
    expect(error.message).to.match(/Basic \*\*\*.*requires signed requests/s);
    expect(error.message).not.to.include(Buffer.from("ann:p4ssword").toString("base64"));
  });

  it("dates requests by the clock, and explains a clock that is wrong", async () => {
    const clock = manualClock();
    await started({}, { clock });
    const settings = { url: domain?.follower.url, ...domainSettings };
    expect(await clientOf(settings, { clock }).request(ping)).to.have.property("version");
    for (const [off, said] of [
      [-6 * 60_000, "Signature expired"],
      [6 * 60_000, "Signature not yet current"],
    ] as const) {
      const wrong = { now: () => 0, wallTime: () => clock.wallTime() + off };
      const error = await thrownBy(clientOf(settings, { clock: wrong }).request(ping));
      expect(error.message).to.include(said).and.include("Correct this machine's clock");
    }
  });

  it("covers path, query and body exactly as they are sent", async () => {
    await started();
    const client = clientOf({ url: domain?.follower.url, ...domainSettings });
    // Whatever the cluster makes of it: a signature that does not hold is a 403 of the front door.
    const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
    const segment = name.filter((text) => !/^\.{1,2}$/.test(text));
    // The signing library keeps parameters in a plain object; their names are ours, never a user's.
    const parameter = segment.filter((text) => text !== "__proto__");
    await fc.assert(
      fc.asyncProperty(
        segment,
        fc.dictionary(parameter, name, { maxKeys: 3 }),
        fc.option(fc.dictionary(fc.string(), fc.jsonValue()), { nil: undefined }),
        fc.constantFrom("GET", "PUT", "POST", "DELETE"),
        async (index, query, body, method) => {
          const segments = ["_plugins", "_replication", index, "_status"];
          const made = { ...ping, method, segments, query } as Call;
          const sent = client.request(
            body === undefined || method === "GET" ? made : { ...made, body },
          );
          const message = await sent.then(
            () => "",
            (error: Error) => error.message,
          );
          expect(message).not.to.match(/signature|HTTP 403|content-sha256/i);
        },
      ),
      {
        numRuns: 200,
        examples: [
          ["a", { ") ": " ", ")": " " }, undefined, "GET"],
          ["naïve %;!'()*~ +=&", { "a b": "ü/?" }, { text: "ïß😀" }, "PUT"],
        ],
      },
    );
  });

  it("signs the overriding host, and a path prefix", async () => {
    await started();
    expect(await call({ hostOverride: "search.example.com" })).to.have.property("version");
    const witness = await startServer(() => json(200, {}));
    try {
      await call({ url: witness.url, hostOverride: "search.example.com" });
      const { host, authorization } = witness.arrived[0]?.headers ?? {};
      expect(host).to.equal("search.example.com");
      expect(authorization).to.include("SignedHeaders=host;x-amz-content-sha256;x-amz-date,");
    } finally {
      await witness.close();
    }
    const prefixed = await thrownBy(call({ url: `${domain?.follower.url}/a%20b/` }));
    expect(prefixed.message).not.to.match(/signature/);
  });

  it("goes with an own certificate authority, a client certificate and a proxy", async () => {
    const authority = await newAuthority();
    const { cert: clientCert, key: clientKey } = await authority.client("CN=ops,O=test");
    await started({}, { tls: { ...authority.server, ca: authority.ca } });
    const proxy = await startProxy();
    try {
      const settings = { caCert: authority.ca, clientCert, clientKey, proxy: proxy.url };
      expect(await call(settings)).to.have.property("version");
      expect(proxy.asked).to.have.length(1);
      expect((await thrownBy(call())).message).to.match(/set caCert/);
    } finally {
      await proxy.close();
    }
  });

  it("takes the region from the host's name, or the overriding one", async () => {
    await started();
    const hostOverride = `search-x.${domainKey.region}.es.amazonaws.com`;
    expect(await call({ awsRegion: undefined, hostOverride })).to.have.property("version");
  });
});
