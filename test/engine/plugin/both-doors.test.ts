// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, connect, startPair } from "../../../sandbox/clusters";
import { type EngineStack, newStack } from "../../support/engine-stack";
import { type Declared, newPluginStack, registering } from "../../support/plugin-stack";

const up = ["up", "--yes", "--skip-preview"] as const;
const copy = { index: "copy", leaderIndex: "orders", leaderAlias: "leader" };
const rule = { name: "logs", leaderAlias: "leader", pattern: "logs-*" };
const second = { alias: "second", seeds: ["nowhere.invalid:9300"], waitFor: "configured" };
const block = { indexes: ["plain"], blocked: true };

/** One program after the other, of resources whose type is the last part of a class and a token. */
const programs: readonly Readonly<Record<string, Declared>>[] = [
  {
    orders: { args: copy },
    logs: { kind: "AutoFollowRule", args: rule },
    second: { kind: "LeaderConnection", args: second },
    block: { kind: "WriteBlock", args: block },
    gate: {
      kind: "ReplicationGate",
      args: { replications: [{ index: "copy" }] },
      opts: "{ dependsOn: [orders] }",
    },
  },
  {
    orders: { args: { ...copy, paused: true, settings: { number_of_replicas: 1 } } },
    logs: { kind: "AutoFollowRule", args: { ...rule, pattern: "log-*" } },
    second: { kind: "LeaderConnection", args: { ...second, seeds: ["nowhere.invalid:9301"] } },
    block: { kind: "WriteBlock", args: { ...block, blocked: false } },
  },
  { orders: { args: { ...copy, leaderIndex: "other", onDestroy: "deleteIndex" } } },
];

describe("both doors", function () {
  this.timeout(20 * 60_000);

  it("ask the same of a cluster for the same programs, and remember the same", async () => {
    const dynamic = await livedThrough(newStack, classes);
    const plugin = await livedThrough(newPluginStack, registering);
    expect(plugin.requests).to.deep.equal(dynamic.requests);
    expect(plugin.outputs).to.deep.equal(dynamic.outputs);
    expect(dynamic.requests.flat()).not.to.have.length(0);
  });
});

interface Lived {
  /** What was asked by each run, in the order of the names: a run works on several resources at a time. */
  readonly requests: readonly (readonly string[])[];
  readonly outputs: readonly object[];
}

async function livedThrough(
  stackWith: typeof newStack,
  program: (resources: Readonly<Record<string, Declared>>) => string,
): Promise<Lived> {
  const pair = await prepared();
  const stack = await stackWith({ environment: { OPENSEARCH_URL: pair.follower.url } });
  const requests: string[][] = [];
  const outputs: object[] = [];
  let seen = 0;
  const run = async (...args: string[]): Promise<void> => {
    await stack.succeeds(...args);
    const all = pair.follower.requests.slice(seen);
    seen = pair.follower.requests.length;
    // How often a wait asks depends on the clock.
    const asked = all.map(({ method, path }) => `${method} ${path.replace(/\?.*/, "")}`);
    requests.push([...new Set(asked)].sort());
    outputs.push(saved(stack));
  };
  try {
    for (const resources of programs) {
      stack.program(program(resources));
      await run(...up);
      await run("refresh", "--yes", "--skip-preview");
      await run(...up);
    }
    await run("destroy", "--yes", "--skip-preview");
    return { requests, outputs };
  } finally {
    await pair.close();
    stack.remove();
  }
}

async function prepared(): Promise<ClusterPair> {
  const pair = await startPair();
  pair.leader.addIndex("orders", 50);
  pair.leader.addIndex("other", 3);
  pair.follower.addIndex("plain", 2);
  await connect(pair, "leader");
  return pair;
}

/** The outputs of the resources in the state, but for what is the door's own, and for what differs from pair to pair. */
function saved(stack: EngineStack): object {
  const { checkpoint } = JSON.parse(stack.stateText()) as {
    checkpoint: { latest?: { resources?: { urn: string; outputs?: Record<string, unknown> }[] } };
  };
  const entries = (checkpoint.latest?.resources ?? []).map(({ urn, outputs = {} }) => {
    const own = Object.entries(outputs).filter(
      ([name]) =>
        !["__provider", "__urn", "__host", "clusterUuid", "startedAt", "fences"].includes(name),
    );
    return [urn.split("::").at(-1) ?? "", Object.fromEntries(own)] as const;
  });
  return Object.fromEntries(
    entries.filter(([name]) => Object.keys(programs[0] ?? {}).includes(name)),
  );
}

/** The same program with the classes of the npm package. */
function classes(resources: Readonly<Record<string, Declared>>): string {
  const lines = Object.entries(resources).map(
    ([name, { kind = "StartedReplication", args, opts = "{}" }]) => {
      const given = kind === "ReplicationGate" ? { replications: ["copy"] } : args;
      return `const ${name} = new replication.${kind}("${name}", ${JSON.stringify(given)}, ${opts});`;
    },
  );
  return ['const replication = require("pulumi-opensearch-replication");', ...lines].join("\n");
}
