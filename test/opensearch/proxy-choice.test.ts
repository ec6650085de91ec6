// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { proxyFor } from "../../provider/opensearch/proxy";
import { proxySecrets, redact } from "../../provider/opensearch/secrets";
import { problemsOf } from "../support/resolved";

const both = { HTTP_PROXY: "http://plain:1", HTTPS_PROXY: "http://secure:2" };

describe("which proxy a call goes through", () => {
  for (const [address, environment, expected] of [
    ["http://a", {}, undefined],
    ["http://a", both, "http://plain:1"],
    ["https://a", both, "http://secure:2"],
    ["https://a", { HTTP_PROXY: "http://plain:1" }, undefined],
    ["https://a", { https_proxy: "http://lower:3", ...both }, "http://lower:3"],
    ["https://a", { ALL_PROXY: "http://all:4" }, "http://all:4"],
    ["https://a", { HTTPS_PROXY: "proxy.example.com:3128" }, "http://proxy.example.com:3128"],
    ["https://a", { HTTPS_PROXY: "socks5://p:1" }, undefined],
    ["https://a", { HTTPS_PROXY: "http://" }, undefined],
    ["https://a", { HTTPS_PROXY: " " }, undefined],
    ...(
      [
        ["https://a.example.com", "*", false],
        ["https://a.example.com", "a.example.com", false],
        ["https://a.example.com", "A.Example.COM", false],
        ["https://a.example.com", "example.com", false],
        ["https://a.example.com", ".example.com", false],
        ["https://a.example.com", "*.example.com", false],
        ["https://a.example.com", "x, example.com", false],
        ["https://a.example.com", "x example.com", false],
        ["https://a.example.com", "ample.com", true],
        ["https://a.example.com", "b.a.example.com", true],
        ["https://a.example.com", "example.com:443", false],
        ["https://a.example.com", "example.com:9200", true],
        ["https://a.example.com:9200", "example.com:9200", false],
        ["https://10.1.2.3", "10.0.0.0/8", false],
        ["https://10.1.2.3", "10.1.2.3", false],
        ["https://10.1.2.3", "2.3", true],
        ["https://11.1.2.3", "10.0.0.0/8", true],
        ["https://11.1.2.3", "10.0.0.0/99", true],
        ["https://[::1]", "::1", false],
        ["https://[::1]:9200", "[::1]:9200", false],
        ["https://[fd00::5]", "fd00::/8", false],
        ["https://a.example.com", "10.0.0.0/8", true],
      ] as const
    ).map(
      ([address, NO_PROXY, goes]) =>
        [address, { ...both, NO_PROXY }, goes ? "http://secure:2" : undefined] as const,
    ),
  ] as const) {
    it(`to ${address} with ${JSON.stringify(environment)} is ${expected ?? "none"}`, () => {
      expect(proxyFor(address, undefined, environment)?.origin).to.equal(expected);
    });
  }

  it("is the one that is set, whatever the environment says", () => {
    const environment = { ...both, NO_PROXY: "*" };
    expect(proxyFor("https://a", "http://own:5", environment)?.origin).to.equal("http://own:5");
  });

  it("must be an HTTP URL, which the problem does not show", () => {
    for (const proxy of ["socks5://u:s3cret@p", "u:s3cret"]) {
      const problems = problemsOf({ url: "https://a", proxy }).join();
      expect(problems).to.match(/^proxy must begin with https:\/\/ or http:\/\//);
      expect(problems).not.to.include("s3cret");
    }
  });

  it("keeps its password to itself, in every form", () => {
    const secrets = proxySecrets("http://ann:p%40ss%2B@p:1");
    const basic = Buffer.from("ann:p@ss+").toString("base64");
    expect(redact(`p@ss+ p%40ss%2B ${basic}`, secrets)).to.equal("*** *** ***");
    expect(proxySecrets("http://ann:%E0%A4@p")).to.include("%E0%A4");
    expect(proxySecrets("http://p")).to.deep.equal([]);
  });
});
