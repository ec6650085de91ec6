// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import fc from "fast-check";
import {
  checkConnection,
  type ConnectionInputs,
  inputSchema,
} from "../../../provider/resources/leader-connection/schema";
import { connectionDifference as differenceOf } from "../../../provider/resources/leader-connection/handler";
import { changeOf, inputsFrom, keysFrom } from "../../../provider/resources/leader-connection/keys";
import type { RemoteKeys } from "../../../provider/opensearch/api/remote-settings";
import type { Properties } from "../../../provider/lifecycle/saved";
import { compared } from "../../support/compared";

const connectionDifference = (olds: Properties, news: Properties) =>
  differenceOf(compared(inputSchema, olds, news));
const unknown = Symbol("unknown");
const check = (news: Record<string, unknown>) =>
  checkConnection({}, news, { isUnknown: (value) => value === unknown });
const sniff = { alias: "eu", seeds: ["leader:9300"] };
const proxy = { alias: "eu", proxyAddress: "leader:9300" };

describe("the check of a LeaderConnection", () => {
  it("fills in defaults", () => {
    expect(check({ ...sniff, timeouts: { create: "5m" }, serverName: null })).to.deep.equal({
      inputs: {
        ...sniff,
        adopt: false,
        force: false,
        waitFor: "connected",
        timeouts: { create: "5m", update: "2m", delete: "2m" },
      },
      failures: [],
    });
  });

  for (const [what, news, property, reason] of [
    ["no alias", { seeds: ["a:1"] }, "alias", /is required/],
    ["an alias with a blank", { ...sniff, alias: "eu west" }, "alias", /letters, digits/],
    ["an alias with a dot", { ...sniff, alias: "eu.west" }, "alias", /letters, digits/],
    ["neither seeds nor a proxy", { alias: "eu" }, "seeds", /give `seeds` .* or `proxyAddress`/],
    ["both", { ...sniff, ...proxy }, "proxyAddress", /contradicts `seeds`/],
    ["no seeds at all", { alias: "eu", seeds: [] }, "seeds", /must not be empty/],
    ["a seed without a port", { alias: "eu", seeds: ["leader"] }, "seeds.0", /"host:port"/],
    ["a seed that is a URL", { alias: "eu", seeds: ["https://l:9300"] }, "seeds.0", /scheme/],
    ["a port out of range", { alias: "eu", seeds: ["l:70000"] }, "seeds.0", /1 and 65535/],
    ["a text instead of a list", { alias: "eu", seeds: "l:9300" }, "seeds", /must be an array/],
    ["a proxy's input in sniff mode", { ...sniff, serverName: "x" }, "serverName", /proxy mode/],
    [
      "a sniffer's input in proxy mode",
      { ...proxy, nodeConnections: 3 },
      "nodeConnections",
      /sniff/,
    ],
    ["no sockets", { ...proxy, proxySocketConnections: 0 }, "proxySocketConnections", /at least 1/],
    ["half a node", { ...sniff, nodeConnections: 1.5 }, "nodeConnections", /must be an integer/],
    [
      "a ping schedule without a unit",
      { ...sniff, transportPingSchedule: "30" },
      "transportPingSchedule",
      /"30s"/,
    ],
    ["an unknown goal", { ...sniff, waitFor: "ready" }, "waitFor", /"configured", "connected"/],
    ["a goal of another type, once", { ...sniff, waitFor: 5 }, "waitFor", /must be a string/],
    ["an input that is none", { ...sniff, port: 1 }, "port", /the inputs are alias, seeds/],
    ["a misspelt input", { ...sniff, seed: "x" }, "seed", /did you mean "seeds"/],
  ] as const) {
    it(`names ${what}`, () => {
      const { failures } = check(news);
      expect(failures.map((failure) => failure.property)).to.deep.equal([property]);
      expect(failures[0]?.reason).to.match(reason);
    });
  }

  it("lets pass what is not known yet, at any depth", () => {
    expect(check({ alias: unknown, seeds: unknown }).failures).to.deep.equal([]);
    expect(check({ alias: "eu", seeds: [unknown, "l:9300"] }).failures).to.deep.equal([]);
    expect(check({ alias: "eu", proxyAddress: unknown }).failures).to.deep.equal([]);
  });
});

describe("the diff of a LeaderConnection", () => {
  const { inputs } = check(sniff);
  const olds = { ...inputs, mode: "sniff", connected: true, clusterUuid: "u" };

  for (const [what, news, expected] of [
    ["nothing", {}, { changes: false, replaces: [] }],
    ["an alias", { alias: "us" }, { changes: true, replaces: ["alias"] }],
    ["a mode", { seeds: undefined, proxyAddress: "l:1" }, { changes: undefined, replaces: [] }],
    ["seeds", { seeds: ["l:9301"] }, { changes: undefined, replaces: [] }],
  ] as const) {
    it(`of ${what}`, () => {
      const found = connectionDifference(olds, { ...inputs, ...news });
      expect(found).to.deep.equal({ ...expected, deleteBeforeReplace: false });
    });
  }

  it("sees a connection that is not connected, where that is waited for", () => {
    const lost = { ...olds, connected: false };
    expect(connectionDifference(lost, inputs).changes).to.equal(true);
    const patient = { ...inputs, waitFor: "configured" };
    expect(connectionDifference({ ...lost, waitFor: "configured" }, patient).changes).to.equal(
      false,
    );
  });
});

describe("the keys of a connection", () => {
  const common = {
    skipUnavailable: fc.boolean(),
    transportCompress: fc.boolean(),
    transportPingSchedule: fc.constantFrom("-1", "30s"),
  };
  const address = fc
    .tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.integer({ min: 1, max: 65_535 }))
    .map(([host, port]) => `${host}:${port}`);
  const partial = <T>(shape: { [name in keyof T]: fc.Arbitrary<T[name]> }, required: (keyof T)[]) =>
    fc.record(shape, { requiredKeys: required }) as fc.Arbitrary<object>;
  const connections = fc
    .oneof(
      partial(
        { ...common, seeds: fc.array(address, { minLength: 1 }), nodeConnections: fc.nat(9) },
        ["seeds"],
      ),
      partial(
        {
          ...common,
          proxyAddress: address,
          proxySocketConnections: fc.nat(9),
          serverName: fc.constant("s"),
        },
        ["proxyAddress"],
      ),
    )
    .map((inputs) => inputs as ConnectionInputs);
  const applied = (keys: RemoteKeys, change: object): RemoteKeys =>
    Object.fromEntries(
      Object.entries({ ...keys, ...change }).filter(([, value]) => value !== null),
    );

  it("lead back to the inputs they come from", () => {
    fc.assert(
      fc.property(connections, (inputs) => {
        const again = keysFrom(inputsFrom(keysFrom(inputs)) as ConnectionInputs);
        expect(changeOf(keysFrom(inputs), again)).to.deep.equal({});
      }),
    );
  });

  it("are brought from any connection to any other by one change, which is then the last", () => {
    fc.assert(
      fc.property(connections, connections, (from, to) => {
        const change = changeOf(keysFrom(from), keysFrom(to));
        expect(changeOf(applied(keysFrom(from), change), keysFrom(to))).to.deep.equal({});
      }),
    );
  });

  it("never lose an address on the way: a change of mode has the new one in it", () => {
    fc.assert(
      fc.property(connections, connections, (from, to) => {
        const after = applied(keysFrom(from), changeOf(keysFrom(from), keysFrom(to)));
        expect(
          [after.seeds, after.proxy_address].filter((value) => value !== undefined),
        ).to.have.length(1);
      }),
    );
  });
});
