// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import {
  AutoFollowRule,
  type AutoFollowRuleArgs,
  LeaderConnection,
  type LeaderConnectionArgs,
  ReplicatedCluster,
  ReplicationGate,
  type ReplicationGateArgs,
  StartedReplication,
  type StartedReplicationArgs,
} from "../../provider";
import { checkRule } from "../../provider/resources/auto-follow-rule/schema";
import { checkConnection } from "../../provider/resources/leader-connection/schema";
import { checkGate } from "../../provider/resources/replication-gate/schema";
import { checkInputs } from "../../provider/resources/started-replication/check";
import { inputSchema } from "../../provider/resources/started-replication/schema";
import { parted } from "../../provider/lifecycle/inputs/properties";
import { normalIndexSettings } from "../../provider/opensearch/text/index-settings";
import { isUnknown } from "../../provider/doors/dynamic/unknowns";

const roles = { leaderClusterRole: "l", followerClusterRole: "f" };
const settings = { number_of_replicas: 1, "index.refresh_interval": "5s" };

/** Every input of every resource, with a value that is in order. */
const inputs = {
  StartedReplication: {
    ...{ index: "copy", leaderIndex: "orders", leaderAlias: "eu", useRoles: roles, settings },
    ...{ paused: true, forceResume: true, waitFor: "syncing", ifIndexExists: "fail" },
    ...{ onReplace: "refuse", onDestroy: "deleteIndex", timeouts: { create: "1m" } },
  },
  AutoFollowRule: {
    ...{ name: "logs", leaderAlias: "eu", pattern: "logs-*", useRoles: roles, settings },
    ...{ followerIndexPattern: "{{leader_index}}-copy", onDestroy: "stopFollowers" },
    timeouts: { delete: "1m" },
  },
  LeaderConnection: {
    ...{ alias: "eu", seeds: ["leader:9300"], nodeConnections: 2, skipUnavailable: true },
    ...{ transportPingSchedule: "30s", transportCompress: true, adopt: true, force: true },
    ...{ waitFor: "configured", timeouts: { update: "1m" } },
  },
  "LeaderConnection in proxy mode": {
    ...{ alias: "eu", proxyAddress: "leader:9300", proxySocketConnections: 2, serverName: "l" },
  },
  ReplicationGate: { replications: ["copy"], waitFor: "syncing", timeouts: { create: "1m" } },
} satisfies Record<string, Readonly<Record<string, unknown>>>;

type Kind = keyof typeof inputs;

const make = (kind: Kind, name: string, args: object): pulumi.Resource => {
  switch (kind) {
    case "StartedReplication":
      return new StartedReplication(name, args as StartedReplicationArgs);
    case "AutoFollowRule":
      return new AutoFollowRule(name, args as AutoFollowRuleArgs);
    case "ReplicationGate":
      return new ReplicationGate(name, args as ReplicationGateArgs);
    default:
      return new LeaderConnection(name, args as LeaderConnectionArgs);
  }
};

const failuresOf = (kind: Kind, news: Record<string, unknown>): readonly object[] => {
  switch (kind) {
    case "StartedReplication":
      return checkInputs({}, news, { leaderAlias: undefined, isUnknown }).failures;
    case "AutoFollowRule":
      return checkRule({}, news, { isUnknown }).failures;
    case "ReplicationGate":
      return checkGate({}, { ...news, replications: [{ index: "copy" }] }, { isUnknown }).failures;
    default:
      return checkConnection({}, news, { isUnknown }).failures;
  }
};

/** How a program may give a value. */
const ways: Record<string, (value: unknown) => unknown> = {
  "a plain value": (value) => value,
  "a Promise": (value) => Promise.resolve(value),
  "an Output": (value) => pulumi.output(value),
  "a secret": (value) => pulumi.secret(value),
  "an Output inside": inside,
};

/** The value with an Output in the place of each thing in it. */
function inside(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => pulumi.output(item));
  if (typeof value !== "object" || value === null) return pulumi.output(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, pulumi.output(item as unknown)]),
  );
}

describe("every input of every resource", () => {
  const registered = new Map<string, Record<string, unknown>>();

  before(async () => {
    await pulumi.runtime.setMocks({
      call: ({ inputs: given }) => given as Record<string, unknown>,
      newResource: ({ name, inputs: given }) => {
        registered.set(name, given as Record<string, unknown>);
        return { id: `${name}-id`, state: given as object };
      },
    });
  });

  for (const [kind, all] of Object.entries(inputs) as [Kind, Record<string, unknown>][]) {
    for (const [name, value] of Object.entries(all)) {
      for (const [how, way] of Object.entries(ways)) {
        // What a gate waits for are the things themselves, each as an input.
        if (name === "replications" && how !== "a plain value") continue;
        it(`takes ${name} of a ${kind} as ${how}`, async () => {
          const resource = make(kind, `${kind}-${name}-${how}`, { ...all, [name]: way(value) });
          await new Promise((resolve) => resource.urn.apply(resolve));
          const [, sent] = [...registered].at(-1) ?? [];
          const plain = name === "replications" ? [{ index: "copy" }] : value;
          expect(bare(sent?.[name])).to.deep.equal(plain);
        });
      }
      if (name === "replications") continue;
      it(`lets ${name} of a ${kind} be unknown, whole and in parts`, () => {
        const unknown: unknown = pulumi.runtime.unknownValue;
        const parts =
          typeof value === "object" && value !== null && !Array.isArray(value)
            ? Object.fromEntries(Object.keys(value).map((part) => [part, unknown]))
            : Array.isArray(value)
              ? [unknown]
              : unknown;
        for (const news of [unknown, parts]) {
          expect(failuresOf(kind, { ...all, [name]: news })).to.deep.equal([]);
        }
      });
    }
  }

  it("may be an output of another resource, though that may turn out to be undefined", async () => {
    const connection = new LeaderConnection("first", { alias: "eu", seeds: ["leader:9300"] });
    const one = new StartedReplication("one", { index: "a", leaderIndex: "b", leaderAlias: "eu" });
    const two = new StartedReplication("two", {
      ...{ index: "c", leaderIndex: one.leaderIndex, leaderAlias: one.leaderAlias },
      ...{ useRoles: one.useRoles, settings: one.settings, paused: one.paused },
      ...{ forceResume: one.forceResume, waitFor: one.waitFor, timeouts: one.timeouts },
    });
    const rule = new AutoFollowRule("rule", {
      ...{ name: "logs", pattern: "logs-*", leaderAlias: one.leaderAlias },
      ...{ useRoles: one.useRoles, settings: one.settings },
    });
    // Its mode is not known before the outputs are: that is no contradiction.
    const other = new LeaderConnection("second", {
      ...{ alias: "us", seeds: connection.seeds, proxyAddress: connection.proxyAddress },
      ...{ serverName: connection.serverName, nodeConnections: connection.nodeConnections },
    });
    for (const { urn } of [two, rule, other]) await new Promise((resolve) => urn.apply(resolve));
    expect(registered.get("two")).to.include({ leaderIndex: "b", leaderAlias: "eu" });
    expect(registered.get("second")).to.deep.include({ seeds: ["leader:9300"] });
  });

  it("takes a connection of another copy of the package, told by its shape", async () => {
    // What a second copy in node_modules gives: the same outputs, by another class.
    class OtherConnection extends pulumi.CustomResource {
      declare readonly alias: pulumi.Output<string>;
      declare readonly seeds: pulumi.Output<string[]>;
      constructor(name: string) {
        super("pulumi-nodejs:dynamic/opensearch:LeaderConnection", name, {
          ...{ alias: "elsewhere", seeds: ["leader:9300"] },
        });
      }
    }
    const leader = new OtherConnection("other-copy") as unknown as LeaderConnection;
    const args = { index: "a", leaderIndex: "b", leaderAlias: leader };
    const cluster = new ReplicatedCluster("cluster", { connection: leader, indexes: ["orders"] });
    const resources = [new StartedReplication("by-shape", args), cluster.replications["orders"]];
    for (const one of resources) await new Promise((resolve) => one?.urn.apply(resolve));
    expect(registered.get("by-shape")).to.include({ leaderAlias: "elsewhere" });
    expect(registered.get("cluster-orders")).to.include({ leaderAlias: "elsewhere" });
    expect(cluster.connection).to.equal(leader);
  });

  it("registers what is given and what is told, and answers for options that are left out", async () => {
    const known = <T>(output: pulumi.Output<T>): Promise<T> =>
      new Promise((resolve) => output.apply(resolve));
    const one = new StartedReplication("few", { index: "a", leaderIndex: "b", waitFor: "syncing" });
    await known(one.urn);
    const own = Object.keys(one).filter((name) => !name.startsWith("__"));
    expect(own).to.include.members(["index", "leaderIndex", "leaderAlias", "waitFor", "status"]);
    expect(own).not.to.include.members(["paused"]).and.not.include.members(["timeouts"]);
    expect(await known(one.waitFor)).to.equal("syncing");
    expect(await known(one.paused)).to.equal(false);
    expect(await known(one.settings)).to.equal(undefined);
    expect(await known(one.timeouts)).to.deep.equal({
      create: "20m",
      update: "20m",
      delete: "10m",
    });
    const two = new StartedReplication("two-of-few", {
      ...{ index: "c", leaderIndex: "b", paused: one.paused, onDestroy: one.onDestroy },
    });
    await known(two.urn);
    expect(registered.get("two-of-few")).to.include({ paused: false, onDestroy: "keepIndex" });
  });

  it("takes a connection, and a list of replications, that come as an Output or a Promise", async () => {
    const leader = new LeaderConnection("later", { alias: "eu", seeds: ["leader:9300"] });
    const one = new StartedReplication("by-output", {
      ...{ index: "a", leaderIndex: "b", leaderAlias: pulumi.output(leader) },
    });
    const two = new StartedReplication("by-promise", {
      ...{ index: "c", leaderIndex: "d", leaderAlias: Promise.resolve(leader) },
    });
    const gate = new ReplicationGate("by-output-too", {
      replications: pulumi.output(["x", "y"]).apply((names) => names),
    });
    for (const { urn } of [one, two, gate]) await new Promise((resolve) => urn.apply(resolve));
    expect(registered.get("by-output")).to.include({ leaderAlias: "eu" });
    expect(registered.get("by-promise")).to.include({ leaderAlias: "eu" });
    const replications = bare(registered.get("by-output-too")?.["replications"]);
    expect(replications).to.deep.equal([{ index: "x" }, { index: "y" }]);
  });
});

/** Mocks are sent secrets in an envelope. */
function bare(value: unknown): unknown {
  const isSecret = typeof value === "object" && value !== null && "value" in value;
  return isSecret ? value.value : value;
}

describe("an input that is called like what every object has", () => {
  const given = (more: string): Record<string, unknown> =>
    JSON.parse(`{"index":"copy","leaderIndex":"orders","leaderAlias":"eu",${more}}`) as Record<
      string,
      unknown
    >;

  for (const name of ["__proto__", "constructor", "toString"]) {
    it(`${name} among the inputs -> is not an input`, () => {
      const { failures } = checkInputs({}, given(`"${name}":1`), { isUnknown });
      expect(failures).to.have.length(1);
      expect(failures[0]).to.have.property("property", name);
      expect(failures[0]?.reason).to.match(/^is not an input/);
    });

    it(`${name} among the settings -> a setting like others`, () => {
      const asked = given(`"settings":{"${name}":"1"}`);
      const { inputs: kept, failures } = checkInputs({}, asked, { isUnknown });
      expect(failures).to.deep.equal([]);
      const { settings } = kept as { settings: Record<string, string> };
      expect(normalIndexSettings(settings)).to.deep.equal({ [`index.${name}`]: "1" });
    });

    it(`${name} in the state -> an output, not an input`, () => {
      const { inputs, others } = parted(given(`"${name}":1`), inputSchema, {});
      expect(Object.keys(inputs)).to.deep.equal(["index", "leaderIndex", "leaderAlias"]);
      expect(Object.keys(others)).to.deep.equal([name]);
    });
  }
});
