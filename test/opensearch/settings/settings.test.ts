// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { redact, secretsOf } from "../../../provider/opensearch/sign-in/secrets";
import { gatherSettings } from "../../../provider/opensearch/settings/precedence";
import { earlyProblems } from "../../../provider/opensearch/settings/early-problems";
import {
  type RawSettings,
  settingNames,
  settings,
} from "../../../provider/opensearch/settings/table";
import { resolveSettings } from "../../../provider/opensearch/settings/resolve-settings";

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

  it("a variable that is set to nothing -> not set", () => {
    expect(gather({}, { OPENSEARCH_URL: url, OPENSEARCH_TOKEN: "" })).to.deep.equal({ url });
  });

  it("given and empty -> a problem that names it, early too, and never the environment's", () => {
    for (const name of settingNames.filter((one) => settings[one].mayBeEmpty !== true)) {
      const environment = { OPENSEARCH_URL: url, [settings[name].variable]: "the environment's" };
      const raw = gather({ url, [name]: " ".repeat(name === "password" ? 0 : 1) }, environment);
      expect(raw[name], name).to.equal("");
      const result = resolveSettings(raw);
      expect("problems" in result && result.problems.join(), name).to.match(
        RegExp(`(^|,)${name} is empty: .* to use ${settings[name].variable} of the environment, l`),
      );
      expect(earlyProblems({ [name]: "" }).join(), name).to.include(`${name} is empty: `);
    }
  });

  it("an option that is given and empty -> left out, for the environment", () => {
    const environment = { OPENSEARCH_CACERT_FILE: "ca.pem" };
    expect(gather({ url, caCert: "", requestTimeout: " " }, environment)).to.deep.equal({
      url,
      caCert: "ca.pem",
    });
  });

  it("a list of no addresses -> a problem, early too", () => {
    for (const urls of ["[]", ","])
      expect(earlyProblems({ urls })).to.deep.equal(["url is missing"]);
  });

  it("a password -> as it is given, blanks at its ends too", () => {
    expect(gather({ url, username: " u ", password: " p " }, {})).to.include({
      username: "u",
      password: " p ",
    });
  });
});

/** How calls are signed in with these settings, or what is wrong with them. */
function signInOf(configured: RawSettings, environment: NodeJS.ProcessEnv): unknown {
  const result = resolveSettings(gather(configured, environment));
  return "settings" in result ? result.settings.signIn : result.problems;
}

const beside = (missing: string, set: string): string[] => [
  `${missing} is missing, but ${set} is set: set both in one place (the Provider or the stack's configuration, or else the environment)`,
];

describe("whose credentials go where", () => {
  const others = {
    OPENSEARCH_USERNAME: "other",
    OPENSEARCH_PASSWORD: "other",
    OPENSEARCH_TOKEN: "other",
    OPENSEARCH_TOKEN_NAME: "ApiKey",
    OPENSEARCH_SIGN_AWS_REQUESTS: "true",
    OS_CLIENT_CERTIFICATE_PATH: "other.pem",
    OS_CLIENT_KEY_PATH: "other.key",
    AWS_ACCESS_KEY_ID: "other",
    AWS_SECRET_ACCESS_KEY: "other",
    AWS_SESSION_TOKEN: "other",
    AWS_REGION: "other-1",
    OPENSEARCH_AWS_ASSUME_ROLE_ARN: "arn:other",
    OPENSEARCH_AWS_ASSUME_ROLE_EXTERNAL_ID: "other",
  };
  const basic = { kind: "basic", username: "u", password: "p" };

  for (const [what, configured, expected] of [
    ["userinfo of the url", { url: "https://u:p@b" }, basic],
    ["userinfo of one of the urls", { urls: "https://a,https://u:p@b" }, basic],
    ["userinfo in a list that is JSON", { urls: '["https://u:p@b"]' }, basic],
    ["a user name and a password", { url, username: "u", password: "p" }, basic],
    ["a user in the url, the password set apart", { url: "https://u@b", password: "p" }, basic],
    ["the same twice", { url: "https://u:p@b", username: "u", password: "p" }, basic],
    ["a token", { url, token: "t" }, { kind: "token", name: "Bearer", token: "t" }],
    ["a user name alone", { url, username: "u" }, beside("password", "username")],
    ["a password alone", { url, password: "p" }, beside("username", "password")],
    ["a user in the url alone", { url: "https://u@b" }, beside("password", "username")],
    ["a password in the url alone", { url: "https://:p@b" }, beside("username", "password")],
    [
      "a user name that contradicts the url",
      { url: "https://u:p@b", username: "v" },
      ["the url's user name or password contradicts username and password: set one of the two"],
    ],
    [
      "a password that contradicts the url",
      { url: "https://u:p@b", password: "q" },
      ["the url's user name or password contradicts username and password: set one of the two"],
    ],
    [
      "a token beside a url with userinfo",
      { url: "https://u:p@b", token: "t" },
      ["token and username/password contradict each other: set one of the two"],
    ],
  ] as [string, RawSettings, unknown][]) {
    it(`is only told by what is configured: ${what}`, () => {
      expect(signInOf(configured, others)).to.deep.equal(expected);
      const environment = { ...others, OPENSEARCH_URL: "https://x:y@elsewhere" };
      expect(signInOf(configured, environment)).to.deep.equal(expected);
      expect(JSON.stringify(gather(configured, others))).not.to.match(/"(other|arn:other)"/);
    });
  }

  for (const [what, configured, expected] of [
    ["a key", { awsAccessKey: "a", awsSecretKey: "s" }, { from: "keys", sessionToken: undefined }],
    ["a profile", { awsProfile: "ops" }, { from: "profile" }],
    [
      "a web identity",
      { awsWebIdentityRoleArn: "arn", awsWebIdentityTokenFile: "/t" },
      { from: "webIdentity" },
    ],
    ["a role", { awsAssumeRoleArn: "arn" }, { from: "assumedRole", externalId: undefined }],
  ] as [string, RawSettings, object][]) {
    it(`is only told by what is configured for AWS: ${what}`, () => {
      const signIn = signInOf({ url, awsRegion: "r", ...configured }, others);
      expect(signIn).to.deep.include({ kind: "aws", region: "r" });
      expect((signIn as { credentials: object }).credentials).to.deep.include(expected);
    });
  }

  for (const [one, other] of [
    ["clientCert", "clientKey"],
    ["awsAccessKey", "awsSecretKey"],
    ["awsWebIdentityRoleArn", "awsWebIdentityTokenFile"],
  ] as const) {
    const variables = { [settings[one].variable]: "other", [settings[other].variable]: "other" };
    const signed = one.startsWith("aws") ? { awsRegion: "r" } : {};
    it(`never pairs a configured ${one} with the environment's ${other}, or the other way round`, () => {
      expect(signInOf({ url, ...signed, [one]: "own" }, variables)).to.deep.equal(
        beside(other, one),
      );
      expect(signInOf({ url, ...signed, [other]: "own" }, variables)).to.deep.equal(
        beside(one, other),
      );
    });
  }

  it("is told by the environment where nothing is configured, with half of it a problem there", () => {
    const at = { OPENSEARCH_URL: "https://u:p@e" };
    expect(signInOf({}, at)).to.deep.equal(basic);
    expect(signInOf({}, { OPENSEARCH_URL: "https://u@e", OPENSEARCH_PASSWORD: "p" })).to.deep.equal(
      basic,
    );
    expect(signInOf({ url }, { OPENSEARCH_USERNAME: "u" })).to.deep.equal(
      beside("password", "username"),
    );
    expect(signInOf({}, { ...at, OPENSEARCH_USERNAME: "v" })).to.be.an("array");
  });

  it("a sign-in that is configured -> never sent to the environment's address, which is said early", () => {
    const environment = { OPENSEARCH_URL: "https://x:y@e/prefix", OPENSEARCH_URLS: "https://e,f" };
    for (const own of [
      { token: "t" },
      { username: "u", password: "p" },
      { clientCert: "c", clientKey: "k" },
      { signAwsRequests: "true" },
      { awsProfile: "own" },
    ]) {
      expect(gather(own, environment)).to.not.have.any.keys("url", "urls");
      expect(String(signInOf(own, environment))).to.include(
        "url is missing: set it beside the sign",
      );
      expect(earlyProblems(own).join()).to.include("url is missing: set it beside the sign-in");
      expect(earlyProblems(own, new Set(["url"])).join()).to.not.include("url is missing");
    }
    expect(gather({ requestTimeout: "9s" }, environment).url).to.equal("https://x:y@e/prefix");
  });

  it("lets a configured scheme name the environment's token, not a configured token the environment's scheme", () => {
    const environment = { OPENSEARCH_TOKEN: "t", OPENSEARCH_TOKEN_NAME: "ApiKey" };
    expect(signInOf({ url, tokenName: "Own" }, environment)).to.include({ name: "Own" });
    expect(signInOf({ url, token: "own" }, environment)).to.include({ name: "Bearer" });
  });
});

describe("a url with a password in it", () => {
  const said = (raw: RawSettings): string => {
    const result = resolveSettings(raw);
    return "problems" in result ? result.problems.join("; ") : "fine";
  };
  const encode =
    /^urls? has a user name or password with characters that must be percent-encoded \(.*\), or set as username and password/;

  for (const password of ["s3#cret", "12#3s3cret", "s3?cret", "1?s3cret", "s3/cret", "1/s3cret"]) {
    for (const form of [`https://ann:${password}@h:9200`, `https://${password}:ann@h`]) {
      it(`that is raw (${form}) is refused with the way out, and not shown`, () => {
        expect(said({ url: form })).to.match(encode);
        expect(said({ urls: `https://a,${form}` })).to.match(encode);
        expect(said({ url: form })).not.to.match(/s3|cret|ann/);
      });
    }
  }

  for (const url of [
    "https://u:s3%cret@h",
    "https://u:100%@h",
    "https://u:%E0%A4@h",
    "https://u:p%4@h",
  ])
    it(`whose escapes are none (${url}) is refused`, () => expect(said({ url })).to.match(encode));

  for (const url of ["https://u:p@h/x@y", "https://h/@", "https://h?a=b@c", "https://h/#@"])
    it(`behind its host (${url}) cannot be meant so`, () => expect(said({ url })).to.match(encode));

  it("that holds a comma is told so in a list", () => {
    expect(said({ urls: "https://u:s3,cret@h" })).to.match(encode);
    expect(said({ urls: '["https://u:p,w@h"]' })).to.equal("fine");
  });

  for (const [url, password] of [
    ["https://u:a%23b@h", "a#b"],
    ["https://u:a@b@h", "a@b"],
    ["https://u:a:b@h", "a:b"],
    ["https://u:a%25b@h", "a%b"],
    ["https://u:a%2520@h", "a%20"],
    ["https://u:a&b=c+d!$*(),;@h", "a&b=c+d!$*(),;"],
    ["https://u:%C3%A4@h", "ä"],
    ["https://u:[x]@h", "[x]"],
  ] as const) {
    it(`that can be meant in one way only is understood: ${url}`, () => {
      const result = resolveSettings({ url });
      expect("settings" in result ? result.settings.signIn : result).to.include({ password });
    });
  }

  for (const [what, url, problem] of [
    ["no scheme", "h:9200", /^url must begin with https:\/\/ or http:\/\//],
    ["one slash", "https:/h", /^url must begin with/],
    ["another scheme", "ftp://u:s3cret@h", /^url must begin with/],
    ["a port that is none", "https://h:99999", /^url has an invalid host or port/],
    ["a port that is a word", "https://h:s3cret", /^url has an invalid host or port/],
    ["no host", "https://", /^url has an invalid host or port/],
    ["a space", "https://h /x", /^url must not contain spaces/],
    ["a line break", "https://u:s3\ncret@h", /^url must not contain spaces, line breaks/],
    [
      "a backslash",
      "https://u:s3\\cret@h",
      /^url must not contain spaces, line breaks or backslashes/,
    ],
    ["a query", "https://h?x=1", /^url must not have a query or a fragment$/],
    ["a fragment", "https://h/#x", /^url must not have a query or a fragment$/],
  ] as const) {
    it(`or ${what} is refused by name, not shown`, () => {
      expect(said({ url })).to.match(problem);
      expect(said({ url })).not.to.match(/s3|cret/);
    });
  }
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
      whenUnreachable: "fail",
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

  it("a credential in any form -> taken out of a text", () => {
    const password = 'p w"/é\u{1f511}<{%!';
    const secrets = secretsOf(resolved({ url, username: "u", password }));
    const utf8 = [...Buffer.from(password)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`);
    for (const form of [
      password,
      encodeURIComponent(password),
      encodeURIComponent(password).toLowerCase(),
      new URLSearchParams({ password }).toString().slice("password=".length),
      utf8.join(""),
      JSON.stringify(password).slice(1, -1),
      JSON.stringify(password).slice(1, -1).replace("é", "\\u00E9"),
      [...password].join("\u0000"),
      Buffer.from(`u:${password}`).toString("base64"),
      encodeURIComponent(encodeURIComponent(password)),
      password.replaceAll('"', "&quot;"),
    ])
      expect(redact(`it was ${form}, he said`, secrets), form).to.equal("it was ***, he said");
  });
});
