// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { dynamicDoor } from "../../../provider/doors/dynamic/dynamic-door";
import { engineLog } from "../../../provider/doors/dynamic/engine-log";
import { checkInputs } from "../../../provider/resources/started-replication/check";
import { startedReplicationHandler } from "../../../provider/resources/started-replication/handler";
import { rolesAndSettings } from "../../../provider/opensearch/api/replication";
import { manualClock } from "../../support/manual-clock";

const unknown = "(not known yet)";
const good = { index: "orders-copy", leaderIndex: "orders" };

function check(news: Record<string, unknown>, leaderAlias?: string) {
  const isUnknown = (value: unknown): boolean => value === unknown;
  return checkInputs({}, news, { leaderAlias, isUnknown, isProgram: true });
}

const hosted = dynamicDoor(startedReplicationHandler, {
  ...{ clock: manualClock(), random: () => 0, environment: {}, log: engineLog() },
  cancellation: () => new AbortController().signal,
});

describe("check of a StartedReplication", () => {
  it("fills in every default, so that a preview shows them", () => {
    expect(check(good)).to.deep.equal({
      inputs: {
        ...good,
        paused: false,
        waitFor: "caughtUp",
        ifIndexExists: "adopt",
        onReplace: "overwrite",
        onDestroy: "keepIndex",
        timeouts: { create: "20m", update: "20m", delete: "10m" },
      },
      failures: [],
    });
  });

  it("completes timeouts that are given in part", () => {
    const { inputs } = check({ ...good, timeouts: { create: "2h" } });
    expect(inputs["timeouts"]).to.deep.equal({ create: "2h", update: "20m", delete: "10m" });
  });

  it("takes the provider's leaderAlias where the resource names none", () => {
    expect(check(good, "eu").inputs["leaderAlias"]).to.equal("eu");
    expect(check({ ...good, leaderAlias: "us" }, "eu").inputs["leaderAlias"]).to.equal("us");
  });

  it("treats null as left out, and leaves hidden inputs as they are", () => {
    const news = { ...good, useRoles: null, __provider: "text" };
    const { inputs = {}, failures } = hosted.check({}, news);
    expect(failures).to.deep.equal([]);
    expect(inputs).not.to.have.property("useRoles");
    expect(inputs).to.have.property("__provider", "text");
  });

  for (const news of [
    {
      index: unknown,
      leaderIndex: unknown,
      leaderAlias: unknown,
      useRoles: unknown,
      waitFor: unknown,
    },
    { ...good, useRoles: { leaderClusterRole: unknown, followerClusterRole: "f" } },
    { ...good, timeouts: { create: unknown } },
    { ...good, timeouts: unknown, paused: unknown },
  ]) {
    it(`lets what is not known yet pass: ${JSON.stringify(news)}`, () => {
      const { inputs, failures } = check(news);
      expect(failures).to.deep.equal([]);
      expect(inputs).to.deep.include("timeouts" in news && news.timeouts !== unknown ? good : news);
    });
  }

  const role = { leaderClusterRole: "l", followerClusterRole: "f" };
  const refusals: [news: Record<string, unknown>, property: string, reason: RegExp][] = [
    [{ leaderIndex: "a" }, "index", /^is required$/],
    [{ index: "a" }, "leaderIndex", /^is required$/],
    [{ ...good, index: "Orders" }, "index", /must be lowercase \(got "Orders"\)/],
    [{ ...good, leaderIndex: "a*" }, "leaderIndex", /must not contain a space or any of/],
    [{ ...good, index: "" }, "index", /must not be empty/],
    [{ ...good, index: 5 }, "index", /^must be a string \(got 5\)$/],
    [{ ...good, leaderIndex: ["a"] }, "leaderIndex", /^must be a string \(got \["a"\]\)$/],
    [{ ...good, leaderAlias: "" }, "leaderAlias", /must not be empty/],
    [{ ...good, leaderAlias: "a b" }, "leaderAlias", /must not contain blanks/],
    [
      { ...good, useRoles: { leaderClusterRole: "l" } },
      "useRoles.followerClusterRole",
      /set both roles/,
    ],
    [
      { ...good, useRoles: { ...role, leaderClusterRole: "" } },
      "useRoles.leaderClusterRole",
      /must not be empty/,
    ],
    [
      { ...good, useRoles: { ...role, other: 1 } },
      "useRoles.other",
      /the inputs are leaderClusterRole, followerClusterRole/,
    ],
    [{ ...good, useRoles: "l" }, "useRoles", /must be an object \(got "l"\)/],
    [{ ...good, follower: "x" }, "follower", /is not an input; the inputs are index, leaderIndex/],
    [
      { ...good, waitFor: "synced" },
      "waitFor",
      /must be one of "acknowledged", "syncing", "caughtUp" \(got "synced"\)/,
    ],
    [{ ...good, timeouts: { create: "-5m" } }, "timeouts.create", /must be a duration.*got "-5m"/],
    [{ ...good, timeouts: { create: "0s" } }, "timeouts.create", /must be a duration/],
    [{ ...good, timeouts: { create: 5 } }, "timeouts.create", /^must be a string/],
    [{ ...good, timeouts: { read: "5m" } }, "timeouts.read", /is not an input/],
  ];
  for (const [news, property, reason] of refusals) {
    it(`refuses ${JSON.stringify(news)}`, () => {
      const { failures } = check(news);
      expect(failures.map((failure) => failure.property)).to.deep.equal([property]);
      expect(failures[0]?.reason).to.match(reason);
    });
  }

  for (const [settings, property, reason] of [
    [{ number_of_shards: 2 }, "settings.number_of_shards", /fixed when an index is created.*got 2/],
    [{ "index.uuid": "x" }, "settings.index.uuid", /set by the server only/],
    [{ "index.sort.field": "x" }, "settings.index.sort.field", /fixed when an index is created/],
    [
      { "index.blocks.read_only": true },
      "settings.index.blocks.read_only",
      /would stop the replication/,
    ],
    [
      { "index.plugins.replication.follower.leader_index": "a:b" },
      "settings.index.plugins.replication.follower.leader_index",
      /own follower mark/,
    ],
    [{ index: { number_of_shards: 2 } }, "settings.index.number_of_shards", /fixed when.*got 2/],
    [
      { index: { blocks: { read_only: "true" } } },
      "settings.index.blocks.read_only",
      /would stop the replication/,
    ],
    [{ number_of_replicas: null }, "settings.number_of_replicas", /must not be null: leave it out/],
    [{ index: { codec: null } }, "settings.index.codec", /must not be null: leave it out/],
    [{ a: [{ b: 1 }] }, "settings.a", /must be a string, a number, a boolean, or a list of these/],
    [
      { number_of_replicas: 1, index: { number_of_replicas: 2 } },
      "settings.index.number_of_replicas",
      /is the same setting as "number_of_replicas"; leave one/,
    ],
  ] as const) {
    it(`refuses settings ${JSON.stringify(settings)}`, () => {
      const { failures } = check({ ...good, settings });
      expect(failures.map((failure) => failure.property)).to.deep.equal([property]);
      expect(failures[0]?.reason).to.match(reason);
    });
  }

  it("takes settings flat or nested, with lists, as the REST API does", () => {
    const settings = {
      index: { number_of_replicas: 0, query: { default_field: ["title", "body"] } },
      "index.refresh_interval": "5s",
    };
    expect(check({ ...good, settings }).failures).to.deep.equal([]);
    expect(rolesAndSettings({ settings })["settings"]).to.deep.equal({
      "index.number_of_replicas": "0",
      "index.query.default_field": "title,body",
      "index.refresh_interval": "5s",
    });
  });

  it("a value that may be a secret of the program's -> not quoted by the provider's process, nor an address with a sign-in", () => {
    const secret = {
      ...good,
      leaderAlias: "https://u:s3cret@h",
      settings: { "index.uuid": "s3cret" },
    };
    const isUnknown = (): boolean => false;
    for (const isProgram of [true, false]) {
      const { failures } = checkInputs({}, secret, { isUnknown, isProgram });
      expect(failures.map(({ property }) => property)).to.include("leaderAlias");
      const [alias] = failures.filter(({ property }) => property === "leaderAlias");
      expect(alias?.reason)
        .to.match(/^must not contain blanks/)
        .and.not.include("s3cret");
      expect(JSON.stringify(failures).includes("s3cret")).to.equal(isProgram);
    }
  });

  it("does not look into settings that are not known yet", () => {
    const settings = { index: unknown, "index.codec": unknown };
    expect(check({ ...good, settings }).failures).to.deep.equal([]);
  });

  for (const [news, reason] of [
    [{ ...good, leaderindex: "a" }, /^is not an input; did you mean "leaderIndex"\?$/],
    [{ ...good, index_name: "a" }, /^is not an input; did you mean "index"\?/],
    [{ ...good, replicas: 1 }, /^is not an input; the inputs are index, leaderIndex/],
    [{ ...good, wait_for: "syncing" }, /did you mean "waitFor"\?/],
    [{ ...good, timeout: { create: "5m" } }, /did you mean "timeouts"\?/],
    [{ ...good, waitFor: "caught-up" }, /did you mean "caughtUp"\? \(got "caught-up"\)/],
    [{ ...good, onDestroy: "deleteIndexes" }, /did you mean "deleteIndex"\?/],
    [{ ...good, timeouts: { created: "5m" } }, /did you mean "create"\?/],
  ] as const) {
    it(`names what may have been meant by ${JSON.stringify(news)}`, () => {
      expect(check(news).failures[0]?.reason).to.match(reason);
    });
  }

  it("leaves settings as they are given, since the engine tracks secrets and ignored changes by name", () => {
    const settings = { number_of_replicas: 1, "index.codec": "best_compression", hidden: true };
    expect(check({ ...good, settings }).inputs["settings"]).to.deep.equal(settings);
  });

  it("names a setting that is given twice, with `index.` and without", () => {
    const { failures } = check({ ...good, settings: { a: 1, "index.a": 2 } });
    expect(failures).to.deep.equal([
      {
        property: "settings.index.a",
        reason: 'is the same setting as "a"; leave one of them out (got 2)',
      },
    ]);
  });

  it('names a change that onReplace "refuse" does not allow, and lets others pass', () => {
    const olds = check({ ...good, leaderAlias: "eu" }).inputs;
    const refuse = (news: object) =>
      checkInputs(
        olds,
        { ...olds, onReplace: "refuse", ...news },
        { leaderAlias: undefined, isUnknown: (value) => value === unknown },
      ).failures;
    expect(refuse({ leaderIndex: "other" })[0]).to.have.property("property", "leaderIndex");
    expect(refuse({ leaderAlias: "us" })[0]?.reason).to.match(
      /onReplace is "refuse"; change it back/,
    );
    expect(refuse({ index: "another", leaderIndex: "other" })).to.deep.equal([]);
    expect(refuse({ waitFor: "syncing" })).to.deep.equal([]);
    expect(refuse({ leaderIndex: unknown })).to.deep.equal([]);
  });

  it("names every mistake at once", () => {
    const { failures } = check({ index: "A b", useRoles: {}, waitFor: 1, nope: true });
    const properties = failures.map(({ property }) => property);
    expect(properties).to.include.members([
      "index",
      "leaderIndex",
      "useRoles.leaderClusterRole",
      "waitFor",
      "nope",
    ]);
  });
});
