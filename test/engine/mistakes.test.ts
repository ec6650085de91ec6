// SPDX-License-Identifier: Apache-2.0
import { LocalWorkspace, PulumiCommand } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Provider, ReplicationGate, StartedReplication } from "../../provider";
import { declaring, type EngineStack, newStack, theEngine } from "../support/engine-stack";
import { thrownBy } from "../support/thrown-by";

/** What a program that no compiler has looked at may say, and the sentence that answers it. */
const mistakes: readonly [what: string, program: string, said: RegExp][] = [
  [
    "no arguments at all",
    `new replication.StartedReplication("orders");`,
    /StartedReplication "orders" has invalid inputs:\s+index is required\s+leaderIndex is required/,
  ],
  [
    "empty arguments",
    `new replication.LeaderConnection("eu", {});`,
    /LeaderConnection "eu" has invalid inputs:\s+alias is required\s+seeds is required: give `seeds`/,
  ],
  [
    "an Output in the place of the arguments",
    `new replication.StartedReplication("orders", pulumi.output({ index: "copy" }));`,
    /StartedReplication "orders" takes an object with its arguments, but got an Output or a Promise/,
  ],
  [
    "a text in the place of the arguments",
    `new replication.AutoFollowRule("logs", "logs-*");`,
    /AutoFollowRule "logs" takes an object with its arguments, but got a string\./,
  ],
  [
    "a component in the place of a connection",
    `const parts = new pulumi.ComponentResource("a:b:C", "parts");
     new replication.StartedReplication("orders", { index: "copy", leaderIndex: "orders", leaderAlias: parts });`,
    /StartedReplication "orders" has invalid inputs:\s+leaderAlias must not be a resource: pass one of its outputs, a LeaderConnection or the name of a connection/,
  ],
  [
    "a resource in the place of a name",
    `const one = new replication.StartedReplication("one", { index: "copy", leaderIndex: "orders" });
     new replication.StartedReplication("two", { index: "copy-2", leaderIndex: one, settings: { index: { codec: one } } });`,
    /"two" has invalid inputs:\s+leaderIndex must not be a resource: pass one of its outputs\s+settings\.index\.codec must not be/,
  ],
  [
    "a misspelt input",
    `new replication.StartedReplication("orders", { index: "copy", leaderIndexName: "orders" });`,
    /leaderIndex is required\s+leaderIndexName is not an input; did you mean "leaderIndex"\?/,
  ],
  [
    "the option import",
    `new replication.StartedReplication("orders", { index: "copy", leaderIndex: "orders" }, { import: "copy" });`,
    /StartedReplication "orders" cannot be imported\. Leave the option `import` out/,
  ],
  [
    "a text where a gate wants a list",
    `new replication.ReplicationGate("copied", { replications: "copy" });`,
    /ReplicationGate "copied" has invalid inputs:\s+replications must be an array \(got "copy"\)/,
  ],
  [
    "an Output where a cluster wants a list, and a misspelt argument",
    `new replication.ReplicatedCluster("europe", { connection: "eu", index: ["a"], indexes: pulumi.output(["orders"]) });`,
    /ReplicatedCluster "europe" has invalid inputs:\s+index is not an argument; did you mean "indexes"\?\s+indexes must be a list of leader indexes, a plain value, not an Output/,
  ],
  [
    "an Output among the indexes of a cluster",
    `new replication.ReplicatedCluster("europe", { connection: "eu", indexes: ["a", pulumi.output("b")] });`,
    /indexes\[1\] must be a name, or an object with leaderIndex[^]*`await ref\.getOutputValue\("…"\)` is one/,
  ],
  [
    "Outputs that hold nothing, for an address, a credential, a connection and an index",
    `const nothing = pulumi.output(undefined);
     const own = new replication.Provider("own", { url: nothing, username: "u", password: nothing });
     new replication.StartedReplication("orders", { index: nothing, leaderIndex: "orders", leaderAlias: nothing });
     new replication.AutoFollowRule("logs", { name: "logs", pattern: "logs-*", leaderAlias: nothing });`,
    /Provider "own" has invalid settings:\s+url is empty: what it comes from has no value[^]*password is empty/,
  ],
  [
    "a connection that is an Output without a value, though the provider has a leaderAlias",
    `const own = new replication.Provider("own", { url: "http://127.0.0.1:1", leaderAlias: "eu" });
     new replication.StartedReplication("orders", { index: "copy", leaderIndex: "orders", leaderAlias: pulumi.output(undefined) }, { provider: own });`,
    /property leaderAlias value \{\} has a problem: must not be empty: what it comes from has no value/,
  ],
  [
    "options that are Outputs without a value, of which no default is taken",
    `const nothing = pulumi.output(Promise.resolve(undefined));
     const given = { paused: nothing, forceResume: nothing, waitFor: nothing, onDestroy: nothing, drain: nothing };
     new replication.StartedReplication("orders", { index: "copy", leaderIndex: "orders", leaderAlias: "eu", ...given });`,
    new RegExp(
      ["paused", "forceResume", "waitFor", "onDestroy", "drain"]
        .map(
          (option) => `(?=[^]*property ${option} value .* must not be empty: what it comes from)`,
        )
        .join(""),
    ),
  ],
  [
    "options of a connection and a rule that are Outputs without a value",
    `const nothing = pulumi.output(Promise.resolve(undefined));
     new replication.LeaderConnection("eu", { alias: "eu", seeds: ["leader:9300"], skipUnavailable: nothing });
     new replication.AutoFollowRule("logs", { name: "logs", pattern: "logs-*", leaderAlias: "eu", onDestroy: nothing });`,
    /property (skipUnavailable|onDestroy) value .* must not be empty: what it comes from has no value/,
  ],
  [
    "an index that is an Output without a value",
    `new replication.StartedReplication("orders", { index: pulumi.output(undefined), leaderIndex: "orders" });`,
    /property index value .* has a problem: is required/,
  ],
  [
    "a resource to be read by an Output without a value",
    `replication.StartedReplication.get("orders", pulumi.output(undefined));`,
    /Expected an ID for urn:.*StartedReplication::orders/,
  ],
  [
    "a rule that can follow nothing",
    `new replication.AutoFollowRule("logs", { name: "logs", pattern: ".ds-logs-*", leaderAlias: "eu" });`,
    /pattern must not start with '\.': such indexes, and the backing indexes of data streams, cannot be replicated/,
  ],
  [
    "a null among settings",
    `new replication.StartedReplication("orders", { index: "copy", leaderIndex: "orders", settings: { number_of_replicas: null } });`,
    /settings\.number_of_replicas must not be null: leave it out to use the leader's/,
  ],
  [
    "a resource to be read without its id",
    `replication.StartedReplication.get("orders");`,
    /StartedReplication "orders" needs an index to look up\./,
  ],
  [
    "an Output in the place of a look-up's index",
    `void replication.getReplication({ index: pulumi.output("copy") });`,
    /index must be a string \(got an object; for Outputs, use the form of the look-up/,
  ],
  [
    "a provider in the place of a look-up's options",
    `void replication.getReplication({ index: "copy" }, new replication.Provider("other"));`,
    /Pass a look-up's provider as \{ provider \}\./,
  ],
  [
    "settings of providers, each named with its provider",
    `new replication.Provider("first", { url: "https://admin:s3cret#1@search.example.com", usrname: "admin" });
     const second = new replication.Provider("second", { url: "https://b", token: "t", username: "u", password: pulumi.secret("s3cret"), requestTimeout: "soon" });
     new replication.StartedReplication("orders", { index: "copy", leaderIndex: "orders", leaderAlias: "eu" }, { provider: second });`,
    /(?=[^]*Provider "first" has invalid settings:\s+usrname is not a setting; did you mean "username"\?\s+url has a user name or password with characters that must be percent-encoded)(?=[^]*Provider "second" has invalid settings:\s+token and username\/password contradict each other: set one of the two\s+requestTimeout must be a duration)/,
  ],
];

/** Programs that run in the process that asks for the deployment, which no mistake may hang. */
const inline: readonly [what: string, program: () => Promise<object>, said: RegExp][] = [
  [
    "a bad name, with outputs and dependants",
    async () => {
      const args = { index: "Orders", leaderIndex: "orders" };
      const orders = new StartedReplication("orders", args);
      const gate = new ReplicationGate("copied", { replications: [orders] });
      return Promise.resolve({ reached: gate.reached });
    },
    /StartedReplication "orders" has invalid inputs:\s+index must be lowercase \(got "Orders"\)/,
  ],
  [
    "a provider's bad setting",
    async () => Promise.resolve({ urn: new Provider("own", { url: "nowhere" }).urn }),
    /Provider "own" has invalid settings:\s+url must begin with https/,
  ],
  [
    "the option import",
    async () => {
      const args = { index: "copy", leaderIndex: "orders" };
      return Promise.resolve({ it: new StartedReplication("orders", args, { import: "copy" }).id });
    },
    /StartedReplication "orders" cannot be imported\. Leave the option `import` out: the first/,
  ],
];

describe("a mistake that only JavaScript lets pass", function () {
  this.timeout(20 * 60_000);
  let stack: EngineStack;

  before(async () => {
    stack = await newStack({ environment: { OPENSEARCH_URL: "http://127.0.0.1:1" } });
  });
  after(() => stack.remove());

  for (const [what, program, said] of mistakes) {
    it(`is answered in a sentence, without a stack: ${what}`, async () => {
      stack.program(declaring({}, program));
      const output = await stack.fails("preview");
      expect(output).to.match(said);
      expect(output).not.to.match(/^\s+at /m);
      expect(output).not.to.match(/unhandled|TypeError|s3cret/i);
    });
  }

  for (const [what, program, said] of inline) {
    it(`an inline program of the Automation API: ${what} -> ends with the sentence`, async () => {
      const home = mkdtempSync(join(tmpdir(), "automation-"));
      const engine = await theEngine();
      const own = await LocalWorkspace.createOrSelectStack(
        { stackName: "test", projectName: "inline", program },
        {
          pulumiHome: home,
          pulumiCommand: await PulumiCommand.get({ root: join(engine.directory, "..") }),
          projectSettings: {
            name: "inline",
            runtime: "nodejs",
            backend: { url: `file://${home}` },
          },
          envVars: { ...engine.environment({}), PULUMI_CONFIG_PASSPHRASE: "x" },
        },
      );
      expect((await thrownBy(own.preview())).message).to.match(said);
      rmSync(home, { recursive: true });
    });
  }

  it("what looks misspelt in the stack's configuration -> a hint, once, and none where a Provider is given", async () => {
    for (const name of [
      "usrname",
      "healthcheck",
      "region",
      "masterUserPassword",
      "leaderUrl",
      "uri",
    ])
      await stack.succeeds("config", "set", `opensearch:${name}`, "x");
    try {
      const own = `new replication.Provider("own", { url: "http://127.0.0.1:1" })`;
      const copy = `{ index: "copy", leaderIndex: "orders", leaderAlias: "eu" }`;
      const declared = `new replication.StartedReplication("orders", ${copy});`;
      stack.program(
        declaring({}, declared + declared.replaceAll("orders", "b").replace("copy", "b")),
      );
      const output = await stack.succeeds("preview");
      expect(output).to.match(
        /opensearch:usrname is not a setting; did you mean "username"\? It is ig/,
      );
      // As it comes, and among the diagnostics at the end.
      expect(output.match(/usrname/g)).to.have.length(2);
      expect(output).not.to.match(/^\s+at |healthcheck/m);
      const within = `new replication.StartedReplication("orders", ${copy}, { provider: ${own} });`;
      stack.program(declaring({}, within));
      expect(await stack.succeeds("preview")).not.to.include("usrname");
    } finally {
      await stack.succeeds(
        "config",
        "rm-all",
        "--path",
        ...["usrname", "region"].map((name) => `opensearch:${name}`),
      );
    }
  });
});
