// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { secretsOf } from "../../provider/opensearch/secrets";
import {
  gatherSettings,
  type RawSettings,
  resolveSettings,
} from "../../provider/opensearch/settings";

const url = "https://search.example.com:9200";

function gather(configured: RawSettings, environment: NodeJS.ProcessEnv): RawSettings {
  return gatherSettings((name) => configured[name], environment);
}

describe("gathering the provider's settings", () => {
  it("takes from the environment what is not configured", () => {
    expect(
      gather({ url }, { OPENSEARCH_URL: "http://other", OPENSEARCH_INSECURE: "true" }),
    ).to.deep.equal({
      url,
      insecure: "true",
    });
  });

  it("leaves the environment's other kind of sign-in alone", () => {
    const environment = { OPENSEARCH_USERNAME: "u", OPENSEARCH_PASSWORD: "p" };
    expect(gather({ token: "t" }, environment)).to.deep.equal({ token: "t" });
  });

  it("takes an empty text for a setting that is not there", () => {
    expect(gather({ url: " " }, { OPENSEARCH_URL: url, OPENSEARCH_TOKEN: "" })).to.deep.equal({
      url,
    });
  });
});

describe("resolving the provider's settings", () => {
  const resolved = (raw: RawSettings) => {
    const result = resolveSettings(raw);
    if (!("settings" in result)) throw new Error(result.problems.join("; "));
    return result.settings;
  };
  const problems = (raw: RawSettings): readonly string[] => {
    const result = resolveSettings(raw);
    return "problems" in result ? result.problems : [];
  };

  it("needs no more than a url", () => {
    expect(resolved({ url: "http://localhost:9200/" })).to.deep.equal({
      baseUrl: "http://localhost:9200",
      otherUrls: [],
      signIn: { kind: "none" },
      clientCertificate: undefined,
      insecure: false,
      caCert: undefined,
      proxy: undefined,
      hostOverride: undefined,
      requestTimeout: 75_000,
      startsInFlight: 6,
      waitForAccess: 0,
      onClusterChange: "refuse",
    });
  });

  it("keeps a path prefix and takes userinfo out of the url", () => {
    const settings = resolved({ url: "https://ann:p%40ss@host:1/prefix/" });
    expect(settings.baseUrl).to.equal("https://host:1/prefix");
    expect(settings.signIn).to.deep.equal({ kind: "basic", username: "ann", password: "p@ss" });
  });

  it("sends a token as Bearer unless it is named otherwise", () => {
    expect(resolved({ url, token: "t" }).signIn).to.deep.equal({
      kind: "token",
      name: "Bearer",
      token: "t",
    });
    expect(resolved({ url, token: "t", tokenName: "ApiKey" }).signIn).to.include({
      name: "ApiKey",
    });
  });

  for (const [name, raw, problem] of [
    ["a missing url", {}, /url is missing/],
    ["a url without a scheme", { url: "localhost:9200" }, /must begin with https:\/\//],
    ["a url with a query", { url: `${url}/?a=1` }, /query/],
    ["token and password", { url, token: "t", username: "u", password: "p" }, /contradict/],
    ["a user name alone", { url, username: "u" }, /password is missing/],
    ["a password alone", { url, password: "p" }, /username is missing/],
    ["a nonsense switch", { url, insecure: "yes" }, /insecure must be "true" or "false"/],
    ["a nonsense duration", { url, requestTimeout: "soon" }, /requestTimeout must be a duration/],
    ["no start in flight", { url, startsInFlight: "0" }, /startsInFlight must be a whole number/],
    ["a nonsense alias", { url, leaderAlias: "a b" }, /leaderAlias must not contain/],
  ] as const) {
    it(`refuses ${name}`, () => expect(problems(raw).join()).to.match(problem));
  }

  it("names all problems at once", () => {
    expect(problems({ username: "u", insecure: "maybe" })).to.have.length(3);
  });

  it("knows every form in which a credential could turn up in a text", () => {
    const secrets = secretsOf(resolved({ url, username: "u", password: "p w" }));
    expect(secrets).to.have.members(["p w", "p%20w", Buffer.from("u:p w").toString("base64")]);
  });
});
