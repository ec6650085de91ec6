// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { ConfigurationError } from "../../../provider/opensearch/answers/errors";
import { proxyFor } from "../../../provider/opensearch/network/proxy";
import { proxySecrets, redact } from "../../../provider/opensearch/sign-in/secrets";
import { changeEnvironment } from "../../support/change-environment";
import { problemsOf } from "../../support/resolved";

const both = { HTTP_PROXY: "http://plain:1", HTTPS_PROXY: "http://secure:2" };
const none = Object.fromEntries(
  ["http_proxy", "https_proxy", "all_proxy", "no_proxy"].flatMap((name) => [
    [name, undefined],
    [name.toUpperCase(), undefined],
  ]),
);

/** What a machine with these variables answers. */
function within<T>(environment: Record<string, string | undefined>, work: () => T): T {
  const restore = changeEnvironment({ ...none, ...environment });
  try {
    return work();
  } finally {
    restore();
  }
}

describe("which proxy a call goes through", () => {
  for (const [address, environment, expected] of [
    ["http://a", {}, undefined],
    ["http://a", both, "http://plain:1"],
    ["https://a", both, "http://secure:2"],
    ["https://a", { HTTP_PROXY: "http://plain:1" }, undefined],
    ["https://a", { https_proxy: "http://lower:3", ...both }, "http://lower:3"],
    ["https://a", { ALL_PROXY: "http://all:4" }, "http://all:4"],
    ["http://a", { all_proxy: "http://all:4" }, "http://all:4"],
    ["https://a", { HTTPS_PROXY: "https://tls:5" }, "https://tls:5"],
    ["https://a", { HTTPS_PROXY: "HTTP://loud:3128" }, "http://loud:3128"],
    ["https://a", { HTTPS_PROXY: "http://[::1]:3128" }, "http://[::1]:3128"],
    ["https://a", { HTTPS_PROXY: "proxy.example.com:3128" }, "http://proxy.example.com:3128"],
    ["https://a", { ALL_PROXY: "u:p@proxy.example.com:3128" }, "http://proxy.example.com:3128"],
    ["http://a", { HTTP_PROXY: "proxy.example.com:3128" }, "http://proxy.example.com:3128"],
    ["https://a", { HTTPS_PROXY: " " }, undefined],
    ...(
      [
        ["https://a.example.com", "*", false],
        ["https://a.example.com", "a.example.com", false],
        ["https://a.example.com", "A.Example.COM", false],
        ["https://a.example.com", ".example.com", false],
        ["https://a.example.com", "*.example.com", false],
        ["https://a.example.com", "x, a.example.com", false],
        ["https://a.example.com", "x a.example.com", false],
        ["https://a.example.com", "ample.com", true],
        ["https://a.example.com", "b.a.example.com", true],
        ["https://a.example.com", "a.example.com:443", false],
        ["https://a.example.com", "a.example.com:9200", true],
        ["https://a.example.com:9200", ".example.com:9200", false],
        ["https://10.1.2.3", "10.1.2.3", false],
        ["https://10.1.2.3", "11.1.2.3", true],
        ["https://[::1]:9200", "[::1]", false],
        ["https://[::1]:9200", "[::1]:9200", false],
      ] as const
    ).map(
      ([address, NO_PROXY, goes]) =>
        [address, { ...both, NO_PROXY }, goes ? "http://secure:2" : undefined] as const,
    ),
  ] as [string, Record<string, string>, string | undefined][]) {
    it(`to ${address} with ${JSON.stringify(environment)} is ${expected ?? "none"}`, () => {
      const found = within(environment, () => proxyFor(address, undefined));
      expect(found?.origin).to.equal(expected);
    });
  }

  it("is the one that is set, whatever the environment says", () => {
    const environment = { ...both, NO_PROXY: "*" };
    const found = within(environment, () => proxyFor("https://a", "http://own:5"));
    expect(found?.origin).to.equal("http://own:5");
  });

  for (const [proxy, said] of [
    ["socks5://u:s3cret@p:1080", /scheme "socks5", which is not supported.*NO_PROXY/],
    ["socks5h://u:s3cret@p:1080", /scheme "socks5h"/],
    ["SOCKS://p:1080", /scheme "socks"/],
    ["pac+http://p/s3cret.pac", /scheme "pac\+http"/],
    ["quic://u:s3cret@p", /scheme "quic"/],
    ["http://", /HTTPS_PROXY.*has an invalid host or port/],
    ["http://u:s3cret#1@p:3128", /characters that must be percent-encoded/],
    ["http://u:s3cret%@p:3128", /characters that must be percent-encoded/],
    ["http://p:s3cret", /has an invalid host or port/],
  ] as const) {
    it(`is never silently none, as for ${proxy}, which is refused by name`, () => {
      for (const name of ["HTTPS_PROXY", "all_proxy"]) {
        const choose = (): unknown =>
          within({ [name]: proxy }, () => proxyFor("https://a", undefined));
        expect(choose).to.throw(ConfigurationError, said);
        expect(choose).not.to.throw(/s3cret/);
      }
    });
  }

  it("may be of any kind where NO_PROXY leaves the cluster out", () => {
    const environment = { HTTPS_PROXY: "socks5://p:1", NO_PROXY: "a" };
    expect(within(environment, () => proxyFor("https://a", undefined))).to.equal(undefined);
  });

  it("must be an HTTP URL, which the problem does not show", () => {
    for (const proxy of ["socks5://u:s3cret@p", "s3cret", "http://u:s3cret?@p"]) {
      const problems = problemsOf({ url: "https://a", proxy }).join();
      expect(problems).to.match(/^proxy (must begin with https:\/\/ or http:\/\/|has a user name)/);
      expect(problems).not.to.include("s3cret");
    }
  });

  it("keeps its password to itself, in every form, and a name that is a token", () => {
    const secrets = proxySecrets("http://ann:p%40ss%2B@p:1");
    const basic = Buffer.from("ann:p@ss+").toString("base64");
    expect(redact(`p@ss+ p%40ss%2B ${basic}`, secrets)).to.equal("*** *** ***");
    expect(proxySecrets("http://ann:%E0%A4@p")).to.include("%E0%A4");
    expect(proxySecrets("http://p")).to.deep.equal([]);
    const token = Buffer.from("t0ken:").toString("base64");
    expect(redact(`t0ken ${token}`, proxySecrets("http://t0ken@p"))).to.equal("*** ***");
  });
});
