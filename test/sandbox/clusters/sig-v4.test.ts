// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { startPair } from "../../../sandbox/clusters";
import { signatureFault } from "../../../sandbox/clusters/security/sig-v4";

/** The key and the moment of AWS's published examples of Signature Version 4. */
const options = {
  accessKey: "AKIDEXAMPLE",
  secretKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  region: "us-east-1",
  service: "service",
};
const now = Date.UTC(2015, 7, 30, 12, 36);

const request = (
  signature: string,
  changes: { method?: string; uri?: string; date?: string } = {},
) => {
  const { method = "GET", uri = "/", date = "20150830T123600Z" } = changes;
  const authorization = `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=${signature}`;
  return {
    ...{ method, uri, path: uri.split("?")[0] ?? "", query: new Map<string, string>() },
    ...{ body: "", bytes: Buffer.alloc(0), contentType: undefined, authorization },
    ...{ certificate: undefined, remoteAddress: "" },
    headers: { authorization, host: "example.amazonaws.com", "x-amz-date": date },
  };
};

describe("Amazon's front door", () => {
  it("accepts AWS's own examples, and nothing that differs from them.", () => {
    const examples = [
      ["5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31", {}],
      [
        "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        { uri: "/?Param2=value2&Param1=value1" },
      ],
      ["5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b", { method: "POST" }],
    ] as const;
    for (const [signature, changes] of examples) {
      expect(signatureFault(options, request(signature, changes), now)).to.equal(undefined);
      const other = request(signature, { ...changes, uri: "/other" });
      expect(signatureFault(options, other, now)).to.match(/does not match/);
    }
  });

  it("wants the key, the region, the service and the hour to be right.", () => {
    const signed = request("5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    const minutes = (count: number) => now + count * 60_000;
    for (const [changes, at, said] of [
      [{ accessKey: "AKIDOTHER" }, now, /security token/],
      [{ sessionToken: "t" }, now, /security token/],
      [{ region: "eu-west-1" }, now, /should be scoped/],
      [{ service: "es" }, now, /should be scoped/],
      [{ secretKey: "other" }, now, /does not match/],
      [{}, minutes(6), /^Signature expired: 20150830T123600Z is now earlier than 20150830T123700Z/],
      [{}, minutes(-6), /^Signature not yet current/],
    ] as const) {
      expect(signatureFault({ ...options, ...changes }, signed, at)).to.match(said);
    }
    expect(signatureFault(options, signed, minutes(4))).to.equal(undefined);
  });

  it("says what is missing of a signature.", () => {
    expect(signatureFault(options, request(""), now)).to.match(/requires 'Signature' parameter/);
    expect(signatureFault(options, request("ab", { date: "" }), now)).to.match(/requires/);
  });

  it("turns away who is not signed in, before it looks at anything else, and quotes what it does not understand.", async () => {
    const pair = await startPair({ security: { sigV4: options } });
    try {
      const ask = async (path: string, headers: Record<string, string> = {}) => {
        const response = await fetch(pair.follower.url + path, { headers });
        return [response.status, await response.json()];
      };
      const Message =
        "User: anonymous is not authorized to perform: es:ESHttpGet because no resource-based policy allows the es:ESHttpGet action";
      for (const path of ["/", "/no/such/path"])
        expect(await ask(path)).to.deep.equal([403, { Message }]);
      expect(await ask("/", { authorization: "Basic YWRtaW4=" })).to.deep.equal([
        403,
        {
          message:
            "'YWRtaW4=' not a valid key=value pair (missing equal-sign) in Authorization header: 'Basic YWRtaW4='.",
        },
      ]);
    } finally {
      await pair.close();
    }
  });
});
