// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import {
  type Declared,
  forbiddenRolesIn,
  isOfStack,
  optionsThatDelete,
  rolesMissing,
  serverNameMissing,
  unsafeWayToFollower,
} from "../../examples/policy/rules";

const declared = (kind: string, props: Record<string, unknown>): Declared => {
  const type = `pulumi-nodejs:dynamic/opensearch:${kind}`;
  return { type, urn: `urn:pulumi:prod-eu::shop::${type}::orders`, props };
};
const provider = (settings: Record<string, string>): Declared => ({
  type: "pulumi:providers:pulumi-nodejs",
  urn: "urn:pulumi:prod-eu::shop::pulumi:providers:pulumi-nodejs::follower",
  props: Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [`opensearch:${name}`, value]),
  ),
});
const roles = (leaderClusterRole: string, followerClusterRole: string) => ({
  useRoles: { leaderClusterRole, followerClusterRole },
});

describe("the example's policies", () => {
  for (const kind of ["StartedReplication", "AutoFollowRule"]) {
    it(`find a role in the useRoles of a ${kind} that may do everything, on either cluster`, () => {
      const found = (...given: [string, string]) =>
        forbiddenRolesIn(declared(kind, roles(...given)), ["all_access"]).join();
      expect(found("all_access", "ccr_follower")).to.match(/leaderClusterRole is "all_access"/);
      expect(found("ccr_leader", "all_access")).to.match(/followerClusterRole is "all_access"/);
      expect(found("ccr_leader", "ccr_follower")).to.equal("");
    });

    it(`find that a ${kind} has no roles`, () => {
      expect(rolesMissing(declared(kind, {}))).to.have.length(1);
      expect(rolesMissing(declared(kind, roles("ccr_leader", "ccr_follower")))).to.be.empty;
    });
  }

  for (const [what, settings, environment, problems] of [
    ["an https address", { url: "https://f:9200" }, {}, 0],
    ["an http address", { url: "http://f:9200" }, {}, 1],
    ["one http address of several", { urls: '["https://f-1:9200","http://f-2:9200"]' }, {}, 1],
    ["several https addresses", { urls: '["https://f-1:9200","https://f-2:9200"]' }, {}, 0],
    ["an unchecked certificate", { url: "https://f:9200", insecure: "true" }, {}, 1],
    ["one that is checked", { url: "https://f:9200", insecure: "false" }, {}, 0],
    ["an http address of the environment", {}, { OPENSEARCH_URL: "http://f:9200" }, 1],
    ["addresses of it", {}, { OPENSEARCH_URLS: "https://f-1:9200, http://f-2:9200" }, 1],
    ["an unchecked certificate by it", {}, { OPENSEARCH_INSECURE: "true" }, 1],
    ["what a provider sets itself", { insecure: "false" }, { OPENSEARCH_INSECURE: "true" }, 0],
    ["nothing that can be seen", {}, {}, 0],
  ] as [string, Record<string, string>, Record<string, string>, number][]) {
    it(`${problems === 0 ? "let pass" : "find"} ${what}`, () => {
      expect(unsafeWayToFollower(provider(settings), environment)).to.have.length(problems);
    });
  }

  it("find the options that delete an index", () => {
    const found = (props: object) =>
      optionsThatDelete(declared("StartedReplication", { ...props }));
    expect(found({ onDestroy: "deleteIndex" })).to.deep.equal([
      'onDestroy is "deleteIndex": use "keepIndex".',
    ]);
    expect(found({ ifIndexExists: "overwrite" })).to.deep.equal([
      'ifIndexExists is "overwrite": use "adopt".',
    ]);
    expect(found({ onDestroy: "keepIndex", ifIndexExists: "adopt" })).to.be.empty;
  });

  it("know a stack by its name", () => {
    expect(isOfStack(provider({}), "^prod")).to.equal(true);
    expect(isOfStack(provider({}), "^dev")).to.equal(false);
    expect(isOfStack(provider({}), "shop")).to.equal(false);
  });

  it("find a connection through a proxy that names no server", () => {
    const found = (props: object) => serverNameMissing(declared("LeaderConnection", { ...props }));
    expect(found({ proxyAddress: "leader:9300" })).to.have.length(1);
    expect(found({ proxyAddress: "leader:9300", serverName: "leader" })).to.be.empty;
    expect(found({ seeds: ["leader:9300"] })).to.be.empty;
  });

  it("have nothing to say of other resources", () => {
    const other: Declared = {
      type: "aws:s3/bucket:Bucket",
      urn: "urn:pulumi:prod::shop::aws:s3/bucket:Bucket::b",
      props: {
        onDestroy: "deleteIndex",
        proxyAddress: "leader:9300",
        "opensearch:insecure": "true",
      },
    };
    expect([
      ...forbiddenRolesIn(other, ["all_access"]),
      ...rolesMissing(other),
      ...unsafeWayToFollower(other, { OPENSEARCH_URL: "http://f:9200" }),
      ...optionsThatDelete(other),
      ...serverNameMissing(other),
    ]).to.be.empty;
  });
});
