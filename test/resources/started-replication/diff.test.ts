// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { checkInputs } from "../../../provider/resources/started-replication/check";
import { difference } from "../../../provider/resources/started-replication/diff";
import { inputSchema } from "../../../provider/resources/started-replication/schema";
import { compared } from "../../support/compared";

const unknown = "(not known yet)";
const containsUnknown = (value: unknown): boolean =>
  JSON.stringify(value ?? null).includes(unknown);
const given = {
  index: "copy",
  leaderIndex: "orders",
  leaderAlias: "eu",
  useRoles: { leaderClusterRole: "l", followerClusterRole: "f" },
};
const inputs = checkInputs({}, given, { leaderAlias: undefined, isUnknown: () => false }).inputs;
const olds = {
  ...inputs,
  acknowledged: true,
  status: "SYNCING",
  reason: "",
  clusterUuid: "u",
  __provider: "old",
};

function diff(news: Record<string, unknown>, state: Record<string, unknown> = {}) {
  const wanted = { ...inputs, __provider: "new", ...news };
  return difference(compared(inputSchema, { ...olds, ...state }, wanted), containsUnknown);
}

// Said in any case: a replacement under the same name may be the user's wish (`replaceOnChanges`).
const none = { changes: false, replaces: [], deleteBeforeReplace: true };

describe("diff of a StartedReplication", () => {
  it("finds nothing where nothing changed, whatever the provider's text is", () => {
    expect(diff({})).to.deep.equal(none);
  });

  for (const [property, value] of [
    ["leaderIndex", "orders-2"],
    ["leaderAlias", "us"],
    ["leaderAlias", undefined],
    ["useRoles", { leaderClusterRole: "l", followerClusterRole: "other" }],
    ["useRoles", undefined],
  ] as const) {
    it(`replaces, delete first, when ${property} becomes ${JSON.stringify(value) ?? "nothing"}`, () => {
      expect(diff({ [property]: value })).to.deep.equal({
        changes: true,
        replaces: [property],
        deleteBeforeReplace: true,
      });
    });
  }

  it("replaces when the follower gets another name, which need not be deleted first", () => {
    expect(diff({ index: "other" })).to.deep.equal({
      changes: true,
      replaces: ["index"],
      deleteBeforeReplace: false,
    });
  });

  for (const news of [
    { leaderIndex: unknown },
    { index: unknown },
    { useRoles: { leaderClusterRole: unknown, followerClusterRole: "f" } },
  ]) {
    it(`takes what is not known yet for a change: ${JSON.stringify(news)}`, () => {
      expect(diff(news)).to.deep.equal({
        changes: true,
        replaces: Object.keys(news),
        deleteBeforeReplace: true,
      });
    });
  }

  for (const news of [
    { waitFor: "syncing" },
    { onDestroy: "deleteIndex" },
    { timeouts: { create: "1m" } },
  ]) {
    it(`leaves it to the engine to show an update in place: ${JSON.stringify(news)}`, () => {
      expect(diff(news)).to.deep.equal({ ...none, changes: undefined });
    });
  }

  for (const status of ["SYNCING", "BOOTSTRAPPING", "RUNNING"]) {
    it(`is content with ${status}`, () => expect(diff({}, { status })).to.deep.equal(none));
  }

  for (const status of ["PAUSED", "UNKNOWN", "REPLICATION NOT IN PROGRESS"]) {
    it(`asks for an update when the status is ${status}`, () => {
      expect(diff({}, { status })).to.deep.equal({ ...none, changes: true });
    });
  }

  for (const [title, news, state] of [
    ["with another leader", { leaderIndex: "others" }, {}],
    ["with other roles", { useRoles: undefined }, {}],
    ["of a failed one", {}, { status: "FAILED" }],
  ] as const)
    it(`a promotion ${title} -> replaces nothing, since a replacement would delete the copy`, () => {
      expect(diff({ promoted: true, ...news }, state).replaces).to.deep.equal([]);
    });

  it("replaces what has failed", () => {
    expect(diff({}, { status: "FAILED" })).to.deep.equal({
      changes: true,
      replaces: ["status"],
      deleteBeforeReplace: true,
    });
  });
});
