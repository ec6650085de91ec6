// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { gatherSettings } from "../../provider/opensearch/settings/precedence";
import { settings as table } from "../../provider/opensearch/settings/table";
import { asText, Provider, type ProviderArgs } from "../../provider/pulumi/provider";
import { providerProblem } from "../../provider/pulumi/provider-problems";
import { resolved } from "../support/resolved";

/** What the engine is sent for a provider: every input, and which of them are secrets. */
async function sentFor(
  args: ProviderArgs,
): Promise<{ inputs: Record<string, unknown>; secrets: string[] }> {
  const sent: Record<string, unknown> = {};
  await pulumi.runtime.setMocks({
    call: ({ inputs }) => inputs as Record<string, unknown>,
    newResource: ({ inputs, name }) => {
      Object.assign(sent, inputs);
      return { id: name, state: inputs as Record<string, unknown> };
    },
  });
  const provider = new Provider("follower", args);
  await new Promise((done) => provider.urn.apply(done));
  const secrets: string[] = [];
  const inputs = Object.entries(sent).map(([key, value]) => {
    const name = key.replace(/^opensearch:/, "");
    const isWrapped = typeof value === "object" && value !== null && "value" in value;
    if (isWrapped) secrets.push(name);
    return [name, isWrapped ? value.value : value];
  });
  return { inputs: Object.fromEntries(inputs) as Record<string, unknown>, secrets };
}

/** Every setting there is; not all of them go together. */
const sets: readonly ProviderArgs[] = [
  {
    ...{ url: "https://a", username: "u", password: "p", clientCert: "c", clientKey: "k" },
    ...{ insecure: false, caCert: "6", proxy: "http://p", hostOverride: "8" },
    ...{ requestTimeout: "75s", startsInFlight: 6, waitForAccess: "1m", leaderAlias: "9" },
    onClusterChange: "startAnew",
    whenUnreachable: "forget",
  },
  { urls: ["https://b", pulumi.output("https://c")], token: "t", tokenName: "n" },
  {
    ...{ url: "https://d", signAwsRequests: true, awsSignatureService: "es", awsRegion: "r" },
    ...{ awsAccessKey: "a", awsSecretKey: "s", awsToken: "x", awsProfile: "y" },
    ...{ awsAssumeRoleArn: "1", awsAssumeRoleExternalId: "2", awsAssumeRoleSessionName: "3" },
    ...{ awsWebIdentityRoleArn: "4", awsWebIdentityTokenFile: "5" },
  },
];

describe("the Provider", () => {
  it("takes every setting there is, and stores as secrets what may hold one", async () => {
    const sent = new Set<string>();
    const stored: string[] = [];
    for (const args of sets) {
      const { inputs, secrets } = await sentFor(args);
      for (const name of Object.keys(inputs)) if (name in table) sent.add(name);
      stored.push(...secrets);
    }
    expect([...sent]).to.have.members(Object.keys(table));
    expect(stored).to.have.members([
      ...["password", "token", "clientKey", "awsSecretKey", "awsToken"],
    ]);
  });

  it("shows which cluster it points to, unless the address holds userinfo, or is a secret of the program", async () => {
    const shown = await sentFor({ url: "https://a:9200", proxy: "http://p:3128" });
    expect(shown.secrets).to.deep.equal([]);
    expect(shown.inputs).to.include({ url: "https://a:9200", proxy: "http://p:3128" });
    for (const args of [
      { url: "https://u:s3cret@a" },
      { url: pulumi.output("https://u:s3cret@a") },
      { urls: ["https://a", "https://u:s3cret@b"] },
      { url: pulumi.secret("https://a") },
    ] satisfies ProviderArgs[])
      expect((await sentFor(args)).secrets).to.deep.equal(Object.keys(args));
    const { secrets } = await sentFor({ url: "https://a", proxy: "http://u:s3cret@p" });
    expect(secrets).to.deep.equal(["proxy"]);
  });

  it("sends texts, which are read as they were meant", async () => {
    const { inputs } = await sentFor({
      ...{ urls: ["https://b", pulumi.output("https://c")], signAwsRequests: true },
      ...{ awsRegion: "eu-west-1", startsInFlight: 3, insecure: false },
    });
    expect(inputs).to.include({
      urls: '["https://b","https://c"]',
      startsInFlight: "3",
      insecure: "false",
    });
    const settings = resolved(gatherSettings((name) => inputs[name] as string | undefined, {}));
    expect(settings).to.include({ baseUrl: "https://b", startsInFlight: 3, insecure: false });
    expect(settings.signIn).to.include({ kind: "aws", region: "eu-west-1" });
  });

  it("leaves out what is undefined in the program, for the environment", async () => {
    const { inputs } = await sentFor({ url: undefined } as unknown as ProviderArgs);
    expect(gatherSettings((name) => inputs[name] as string | undefined, {})).to.deep.equal({});
  });

  describe("with settings that cannot be", () => {
    const notYet = (): pulumi.Output<never> =>
      pulumi.output(pulumi.unknown) as pulumi.Output<never>;
    /** What the program is told, line by line. */
    const told = async (args: unknown): Promise<string[]> => {
      const entries = Object.entries(args as Record<string, unknown>);
      const texts = entries.map(
        ([name, value]) => [name, pulumi.output(value as string).apply(asText)] as const,
      );
      const problem = await providerProblem("follower", Object.fromEntries(texts));
      return problem?.split("\n  ") ?? [];
    };

    for (const [what, args, ...problems] of [
      [
        "a misspelt name, in JavaScript or spread",
        { url: "https://a", usrname: "u", Password: "p", aws_region: "eu-west-1" },
        'usrname is not a setting; did you mean "username"?',
        'Password is not a setting; did you mean "password"?',
        'aws_region is not a setting; did you mean "awsRegion"?',
      ],
      ["a name that is like no other", { colour: "blue" }, "colour is not a setting"],
      [
        "the bridged provider's name for it",
        { cacertFile: "ca.pem" },
        'cacertFile is not a setting; did you mean "caCert"?',
      ],
      [
        "a url without a scheme, and a duration that is none",
        { url: "search.example.com", requestTimeout: "soon" },
        'url must begin with https:// or http://, such as "https://search.example.com:9200"',
        'requestTimeout must be a duration such as "75s"',
      ],
      [
        "a contradiction",
        { url: "https://a", token: "t", username: "u", password: "p" },
        "token and username/password contradict each other: set one of the two",
      ],
      [
        "half a credential, which the environment does not complete",
        { url: "https://a", username: "u", clientKey: "k" },
        "password is missing, but username is set: set both in one place (the Provider or the stack's configuration, or else the environment)",
        "clientCert is missing, but clientKey is set: set both in one place (the Provider or the stack's configuration, or else the environment)",
      ],
      [
        "PEM text without a certificate",
        { caCert: "-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----" },
        "caCert contains no certificate, only: private key",
      ],
      ["a known output", { url: pulumi.output("nowhere") }, /^url must begin/],
      ["a secret, which is not shown", { url: pulumi.secret("https://u:s3cret#@h") }, /^url has a/],
      ["an output that holds nothing", { url: pulumi.output(undefined) }, /^url is empty: what it/],
      [
        "a promise of null",
        { password: Promise.resolve(null), username: "u", url: "https://a" },
        /^password is e/,
      ],
      [
        "an address in which one is missing",
        { urls: ["https://a", undefined] },
        /^urls must begin/,
      ],
      [
        "a sign-in without an address",
        { token: "t" },
        /^url is missing: set it beside the sign-in/,
      ],
      ["a switch that is none", { insecure: "yes" }, /^insecure must be "true" or "false"/],
    ] as [string, unknown, ...(string | RegExp)[]][]) {
      it(`names the provider and ${what}`, async () => {
        const [first, ...lines] = await told(args);
        expect(first).to.equal('Provider "follower" has invalid settings:');
        expect(lines).to.have.length(problems.length);
        for (const [n, problem] of problems.entries()) expect(lines[n]).to.match(exactly(problem));
        expect(lines.join()).not.to.include("s3cret");
      });
    }

    for (const [what, args] of [
      ["what another machine's environment may hold", {}],
      ["a password that is not known yet", { url: "https://a", username: "u", password: notYet() }],
      ["a url that is not known yet, and may hold the password", { username: "u", url: notYet() }],
      [
        "a contradiction that may be none",
        { url: "https://a", token: notYet(), username: "u", password: "p" },
      ],
      [
        "whether it is signed",
        { url: notYet(), signAwsRequests: notYet(), awsRegion: "r", token: "t" },
      ],
      ["a region that the host's name will tell", { url: notYet(), signAwsRequests: "true" }],
      ["a file that another machine may have", { caCert: "/no/such/ca.pem" }],
    ] as const) {
      it(`says nothing yet of ${what}`, async () => expect(await told(args)).to.deep.equal([]));
    }

    it("refuses what is no object of settings", () => {
      expect(() => new Provider("x", pulumi.output({}) as never)).to.throw(
        /Provider "x" takes an object with its arguments, but got an Output/,
      );
    });
  });
});

function exactly(problem: string | RegExp): RegExp {
  return typeof problem === "string"
    ? new RegExp(`^${problem.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`)
    : problem;
}
