// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { Provider, ReplicatedPair } from "../../../provider";
import { replicatedPair } from "../../../provider/doors/plugin/components/replicated-pair";
import type { Registrar } from "../../../provider/doors/plugin/components/registrar";
import { plainProperties } from "../../../provider/doors/plugin/values";

/** What a resource tells besides its inputs: as much as the others of a pair go by. */
const told = {
  fences: { orders: { index: "orders" }, "events-eu": {}, "events-us": {} },
  promotion: { at: "then" },
  status: "SYNCING",
  startedAt: "then",
  reached: true,
};
const pair = {
  active: "us",
  indexes: ["orders", { eu: "events-eu", us: "events-us" }],
  useRoles: { leaderClusterRole: "l", followerClusterRole: "f" },
  settings: { "index.number_of_replicas": 0 },
  onDestroy: "keepIndex",
  writeAlias: "shop",
  autoFollow: { logs: { pattern: "logs-*" } },
  discard: { orders: 3 },
  whenUnreachable: "defer",
  waitFor: "syncing",
  timeouts: { create: "3m", update: "4m" },
} as const;
type Children = Record<string, object>;

/** Without what is left out, and without what only the classes' door needs. */
function tidied(inputs: Record<string, unknown>): object {
  const given = Object.entries(inputs).filter(
    ([name, value]) => value !== undefined && !name.startsWith("__") && !(name in told),
  );
  return JSON.parse(JSON.stringify(Object.fromEntries(given))) as object;
}

async function ofTheClass(): Promise<Children> {
  const children: Children = {};
  await pulumi.runtime.setMocks({
    call: ({ inputs }) => inputs as object,
    newResource({ name, type, inputs }) {
      const given = inputs as Record<string, unknown>;
      const kind = type.split(":").at(-1) ?? "";
      const isChild = type.startsWith("pulumi-nodejs:dynamic");
      if (isChild) children[`${kind} ${name}`] = tidied(given);
      return { id: name, state: { ...given, ...told } };
    },
  });
  const site = (name: string) => ({
    provider: new Provider(name, { url: `http://${name}:9200` }),
    seeds: [`${name}:9300`],
  });
  const args = { ...pair, sites: { eu: site("eu"), us: { ...site("us"), alias: "usa" } } };
  const made = new ReplicatedPair("shop", args);
  await new Promise<void>((resolve) => made.urn.apply(() => resolve()));
  await pulumi.runtime.disconnect();
  return children;
}

async function ofThePlugin(): Promise<Children> {
  const children: Children = {};
  const site = (name: string) => ({
    provider: {
      "4dabf18193072939515e22adb298388d": "5cf8f73096256a8f31e491e813e4eb8e",
      urn: `urn:${name}`,
      id: name,
    },
    seeds: [`${name}:9300`],
  });
  const registrar: Registrar = {
    component: () => Promise.resolve("urn"),
    child(kind, name, inputs) {
      const given = plainProperties(inputs);
      children[`${kind} ${name}`] = tidied(given);
      return Promise.resolve({ urn: name, outputs: { ...given, ...told } });
    },
    done: () => Promise.resolve({}),
  };
  const { indexes, ...rest } = pair;
  const inputs = {
    ...rest,
    indexes: [indexes[0]],
    named: [indexes[1]],
    sites: { eu: site("eu"), us: { ...site("us"), alias: "usa" } },
  };
  const request = { name: "shop", inputs } as unknown as Parameters<typeof replicatedPair>[0];
  await replicatedPair(request, registrar);
  return children;
}

describe("a ReplicatedPair of the class and of the plugin", () => {
  it("the same arguments -> the same resources with the same inputs", async () => {
    const [one, other] = [await ofTheClass(), await ofThePlugin()];
    expect(Object.keys(other).sort()).to.deep.equal(Object.keys(one).sort());
    expect(Object.keys(one)).to.have.length(11);
    for (const [name, inputs] of Object.entries(one))
      expect(other[name], name).to.deep.equal(inputs);
  });
});
