// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { LeaderConnection } from "../../provider/pulumi/classes/leader-connection";
import { expect } from "chai";
import { inspect } from "node:util";
import {
  type GetReplicationArgs,
  type GetReplicationsArgs,
  getLeaderIndexes,
  getLeaderIndexesOutput,
  getReplication,
  getReplicationOutput,
  getReplications,
  getReplicationsOutput,
  getReplicationStats,
  getReplicationStatsOutput,
  getRules,
  getRulesOutput,
  getSecondsBehind,
  getSecondsBehindOutput,
  type LookUpOptions,
  Provider,
  type ReplicationInfo,
  type ReplicationStats,
} from "../../provider";
import { administrator, askedOf, beginLookUps, type LookUpLife } from "../support/look-up-life";
import { thrownBy } from "../support/thrown-by";

/** What is known of an output once it is there. */
interface Seen {
  readonly isKnown: boolean;
  readonly isSecret: boolean;
  readonly value: unknown;
}

async function seen(output: pulumi.Output<unknown>): Promise<Seen> {
  const { isKnown, isSecret, promise } = output as unknown as {
    isKnown: Promise<boolean>;
    isSecret: Promise<boolean>;
    promise: () => Promise<unknown>;
  };
  return { isKnown: await isKnown, isSecret: await isSecret, value: await promise() };
}

const mocks: pulumi.runtime.Mocks = {
  call: ({ inputs }) => inputs as object,
  newResource: ({ inputs, name }) => ({ id: name, state: inputs as object }),
};
const notYet = (): pulumi.Output<string> => pulumi.output(pulumi.unknown) as pulumi.Output<never>;

describe("look-ups in a program", () => {
  let life: LookUpLife;
  let url: string;
  const environment = { ...process.env };
  before(async () => {
    await pulumi.runtime.setMocks(mocks);
    life = await beginLookUps({ security: {} });
    await life.start("copy");
    ({ url } = life.pair.follower);
  });
  after(() => life.close());
  beforeEach(() => {
    pulumi.runtime.setAllConfig({});
    clearEnvironment();
    askedOf(life);
  });
  after(() => {
    pulumi.runtime.setAllConfig({});
    clearEnvironment();
    Object.assign(process.env, environment);
  });

  it("ask with the settings of a provider", async () => {
    const provider = new Provider("given", { url, ...administrator });
    const info: ReplicationInfo = await getReplication({ index: "copy" }, { provider });
    expect(info).to.include({ status: "SYNCING", lag: 0, leaderIndex: "orders" });
    const all: ReplicationInfo[] = await getReplications({}, { provider });
    expect(all).to.have.length(1);
    const stats: ReplicationStats = await getReplicationStats({ provider });
    expect(stats.syncing).to.equal(1);
  });

  it("ask within apply", async () => {
    const provider = new Provider("within", { url, ...administrator });
    const lag = pulumi
      .output("copy")
      .apply(async (index) => (await getReplication({ index }, { provider })).lag);
    expect(await seen(lag)).to.include({ value: 0, isKnown: true, isSecret: false });
  });

  it("give outputs that are no secrets although the settings are", async () => {
    const options: LookUpOptions = {
      provider: new Provider("outputs", { url: pulumi.output(url), ...administrator }),
    };
    const info = getReplicationOutput({ index: pulumi.output("copy") }, options);
    const status: pulumi.Output<string> = info.status;
    expect(await seen(status)).to.deep.equal({ value: "SYNCING", isKnown: true, isSecret: false });
    const indexes = [pulumi.output("copy"), "other"];
    const listed = getReplicationsOutput({ indexes }, options);
    expect(await seen(listed.apply((all) => all.map(({ exists }) => exists)))).to.deep.equal({
      value: [true, false],
      isKnown: true,
      isSecret: false,
    });
    const stats = getReplicationStatsOutput(options);
    expect(await seen(stats.totals.lag)).to.include({ value: 0, isSecret: false });
  });

  it("of the leader, its rules and its age: as a promise and as an output, unknown where an argument is", async () => {
    const options: LookUpOptions = {
      provider: new Provider("leaders", { url, ...administrator }),
    };
    const ofLeader = { alias: "leader", pattern: "ord*" };
    const index = "copy";
    const pairs: [Promise<unknown>, pulumi.Output<unknown>, unknown][] = [
      [getRules(options), getRulesOutput(options), []],
      [
        getLeaderIndexes(ofLeader, options),
        getLeaderIndexesOutput({ ...ofLeader, alias: pulumi.output("leader") }, options),
        ["orders"],
      ],
      [getSecondsBehind({ index }, options), getSecondsBehindOutput({ index }, options), 0],
    ];
    for (const [promise, output, value] of pairs) {
      expect(await promise).to.deep.equal(value);
      expect(await seen(output)).to.deep.equal({ value, isKnown: true, isSecret: false });
    }
    const pattern = notYet();
    const unknown = getLeaderIndexesOutput({ alias: "leader", pattern }, options);
    expect(await seen(unknown)).to.include({ isKnown: false });
  });

  it("keep what the program keeps secret", async () => {
    const provider = new Provider("secretive", { url, ...administrator });
    const info = getReplicationOutput({ index: pulumi.secret("copy") }, { provider });
    expect(await seen(info)).to.include({ isKnown: true, isSecret: true });
  });

  it("ask without a provider with the stack's configuration, and what that leaves open from the environment", async () => {
    pulumi.runtime.setAllConfig({ "opensearch:url": url });
    process.env["OPENSEARCH_URL"] = "http://127.0.0.1:1";
    process.env["OPENSEARCH_USERNAME"] = "admin";
    process.env["OPENSEARCH_PASSWORD"] = "admin";
    expect(await getReplication({ index: "copy" })).to.include({ status: "SYNCING" });
    expect((await getReplications()).map(({ index }) => index)).to.deep.equal(["copy"]);
    expect((await getReplicationStats()).syncing).to.equal(1);
    for (const output of [
      getReplicationOutput({ index: "copy" }),
      getReplicationsOutput(),
      getReplicationStatsOutput(),
    ]) {
      expect(await seen(output)).to.include({ isKnown: true, isSecret: false });
    }
  });

  it("ask with a provider's settings before the stack's, and not with a mixture", async () => {
    pulumi.runtime.setAllConfig({ "opensearch:url": "http://127.0.0.1:1" });
    const provider = new Provider("first", { url, ...administrator });
    expect(await getReplication({ index: "copy" }, { provider })).to.include({ exists: true });
    const error = await thrownBy(
      getReplication({ index: "copy" }, { provider: new Provider("bare") }),
    );
    expect(error.message).to.match(/url is missing.*Set them on the Provider/s);
  });

  it("hint once at what looks misspelt in the stack's configuration, and at nothing that others read there", async () => {
    const { warn } = pulumi.log;
    const warnings: string[] = [];
    const log = pulumi.log as { warn: (message: string) => Promise<void> };
    log.warn = (message) => Promise.resolve(void warnings.push(message));
    try {
      pulumi.runtime.setAllConfig({
        ...{
          "opensearch:url": url,
          "opensearch:username": administrator.username,
          "opensearch:password": administrator.password,
        },
        ...{ "opensearch:usrname": "admin", "opensearch:region": "x", "opensearch:leaderUrl": "x" },
        ...{ "opensearch:healthcheck": "false", "opensearch:cacertFile": "ca.pem" },
        ...{
          "opensearch:clientCertPath": "c.pem",
          "opensearch:favourite": "blue",
          "own:urll": "x",
        },
      });
      await getReplication({ index: "copy" });
      await getReplications();
      new LeaderConnection("eu", { alias: "eu", seeds: ["a:9300"] });
      const ignored = "It is ignored; if something else reads it, all is well.";
      expect(warnings.filter((warning) => warning.includes("usrname"))).to.deep.equal([
        `opensearch:usrname is not a setting; did you mean "username"? ${ignored}`,
      ]);
      expect(warnings.join()).to.not.match(/healthcheck|cacert|clientCertPath|favourite|urll/);
      for (const setting of ["region", "leaderUrl"])
        expect(warnings.filter((one) => one.includes(setting)).length, setting).to.be.at.most(1);
    } finally {
      log.warn = warn;
    }
  });

  it("send nothing while a setting is unknown: a promise rejects and names the form that does not", async () => {
    const provider = new Provider("unknown", { url: notYet(), ...administrator });
    const forms: [instead: string, promise: Promise<unknown>][] = [
      ["getReplicationOutput", getReplication({ index: "copy" }, { provider })],
      ["getReplicationsOutput", getReplications({}, { provider })],
      ["getReplicationStatsOutput", getReplicationStats({ provider })],
    ];
    for (const [instead, promise] of forms) {
      const error = await thrownBy(promise);
      expect(error.message).to.include(`Use ${instead}, whose result is then unknown too`);
      expect(pulumi.RunError.isInstance(error)).to.equal(true);
    }
    for (const output of [
      getReplicationOutput({ index: "copy" }, { provider }),
      getReplicationsOutput({}, { provider }),
      getReplicationStatsOutput({ provider }),
    ]) {
      expect((await seen(output)).isKnown).to.equal(false);
    }
    expect(askedOf(life)).to.deep.equal([]);
  });

  it("send nothing while an argument is unknown", async () => {
    const provider = new Provider("argument", { url, ...administrator });
    for (const output of [
      getReplicationOutput({ index: notYet() }, { provider }),
      getReplicationsOutput({ indexes: ["copy", notYet()] }, { provider }),
    ]) {
      expect((await seen(output)).isKnown).to.equal(false);
    }
    expect(askedOf(life)).to.deep.equal([]);
  });

  it("take no provider of another package", async () => {
    class Other extends pulumi.ProviderResource {}
    const provider: Provider = new Other("aws", "other");
    const error = await thrownBy(getReplication({ index: "copy" }, { provider }));
    expect(error.message).to.match(/must be a Provider of pulumi-opensearch-replication/);
  });

  it("fail with what the server said and what to try", async () => {
    const provider = new Provider("wrong", {
      url,
      username: "admin",
      password: "s3cret-and-wrong",
    });
    const error = await thrownBy(getReplicationStats({ provider }));
    expect(error.message).to.match(
      /Unauthorized \(HTTP 401\)\.\n {2}Set the sign-in.*\n {2}Refused was user "admin" of the Provider/,
    );
    expect(inspect(error, { depth: 30, showHidden: true })).not.to.include("s3cret");
  });

  it("leave nothing of the settings to be seen on a provider or on a result", async () => {
    const provider = new Provider("printed", {
      url: url.replace("://", "://admin:s3cret-one@"),
      password: pulumi.secret("s3cret-one"),
      proxy: "http://ann:s3cret-two@127.0.0.1:1",
    });
    await seen(provider.urn);
    const results = [
      getReplicationOutput({ index: "copy" }, { provider }),
      getReplication({ index: "copy" }, { provider }),
    ];
    await Promise.allSettled([seen(results[0] as pulumi.Output<unknown>), results[1]]);
    const shown = inspect([provider, results], { depth: 30, showHidden: true });
    expect(shown).not.to.include("s3cret");
    expect(Object.keys(provider).join()).not.to.include("s3cret");
  });
});

const mistakes = [
  // @ts-expect-error an index is required
  {} satisfies GetReplicationArgs,
  // @ts-expect-error indexes are a list
  { indexes: "copy" } satisfies GetReplicationsArgs,
  // @ts-expect-error a look-up takes a provider, not its settings
  { provider: { url: "https://x" } } satisfies LookUpOptions,
];

describe("the types of look-ups", () => {
  it("refuse mistakes", () => {
    expect(mistakes).to.have.length(3);
  });
});

function clearEnvironment(): void {
  for (const name of Object.keys(process.env).filter((one) => one.startsWith("OPENSEARCH_")))
    delete process.env[name];
}
