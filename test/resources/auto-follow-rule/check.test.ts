// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import fc from "fast-check";
import {
  autoFollowPatternViolations,
  ruleNameViolations,
} from "../../../provider/opensearch/text/names";
import { checkRule, inputSchema } from "../../../provider/resources/auto-follow-rule/schema";
import { ruleDifference as differenceOf } from "../../../provider/resources/auto-follow-rule/handler";
import { isMadeBy, ownFollowers } from "../../../provider/resources/auto-follow-rule/followers";
import { nameViolations, patternViolations } from "../../../sandbox/clusters/replication/names";
import type { Properties } from "../../../provider/lifecycle/saved";
import { compared } from "../../support/compared";

const ruleDifference = (olds: Properties, news: Properties) =>
  differenceOf(compared(inputSchema, olds, news));
const unknown = Symbol("unknown");
const isUnknown = (value: unknown): boolean => value === unknown;
const check = (news: Record<string, unknown>, leaderAlias?: string) =>
  checkRule({}, news, { leaderAlias, isUnknown });
const rule = { name: "logs", leaderAlias: "leader", pattern: "logs-*" };

describe("the check of an AutoFollowRule", () => {
  it("fills in defaults, the provider's connection among them, and leaves settings as they are given", () => {
    const { leaderAlias, ...given } = rule;
    const settings = { "index.b": true, a: 1 };
    expect(check({ ...given, settings, timeouts: { delete: "1h" } }, leaderAlias)).to.deep.equal({
      inputs: {
        ...rule,
        settings,
        onDestroy: "keepFollowers",
        whenUnreachable: "fail",
        timeouts: { create: "5m", delete: "1h" },
      },
      failures: [],
    });
  });

  for (const [what, news, property, reason] of [
    ["no name", { ...rule, name: undefined }, "name", /is required/],
    ["a name in capitals", { ...rule, name: "Logs" }, "name", /must be lowercase/],
    ["a name that begins with a dot", { ...rule, name: ".logs" }, "name", /start with '\.'/],
    ["no pattern", { ...rule, pattern: undefined }, "pattern", /is required/],
    ["an empty pattern", { ...rule, pattern: "" }, "pattern", /must not be empty/],
    ["two patterns in one", { ...rule, pattern: "a-*,b-*" }, "pattern", /one pattern a rule/],
    ["a pattern that begins with a dash", { ...rule, pattern: "-a" }, "pattern", /start with '_'/],
    [
      "a pattern of backing indexes",
      { ...rule, pattern: ".ds-logs-*" },
      "pattern",
      /start with '\.': such indexes, and the backing indexes of data streams, cannot/,
    ],
    ["a pattern of system indexes", { ...rule, pattern: ".*" }, "pattern", /start with '\.'/],
    ["a pattern in capitals", { ...rule, pattern: "Logs-*" }, "pattern", /must be lowercase/],
    ["a pattern that begins with a plus", { ...rule, pattern: "+a*" }, "pattern", /'\+'/],
    [
      "a pattern longer than a name",
      { ...rule, pattern: `${"a".repeat(256)}*` },
      "pattern",
      /must not be longer than 255 bytes/,
    ],
    ["no connection at all", { ...rule, leaderAlias: undefined }, "leaderAlias", /provider's/],
    [
      "one role",
      { ...rule, useRoles: { leaderClusterRole: "l" } },
      "useRoles.followerClusterRole",
      /both roles/,
    ],
    [
      "a setting that a follower cannot have",
      { ...rule, settings: { number_of_shards: 2 } },
      "settings.number_of_shards",
      /fixed/,
    ],
    [
      "a follower pattern without the placeholder",
      { ...rule, followerIndexPattern: "copy" },
      "followerIndexPattern",
      /placeholder \{\{leader_index\}\}/,
    ],
    [
      "a follower pattern that no name can have",
      { ...rule, followerIndexPattern: "{{leader_index}}-COPY" },
      "followerIndexPattern",
      /lowercase, since followers/,
    ],
    [
      "an unknown end",
      { ...rule, onDestroy: "delete" },
      "onDestroy",
      /"keepFollowers", "stopFollowers"/,
    ],
  ] as const) {
    it(`names ${what}`, () => {
      const { failures } = check(news);
      expect(failures.map((failure) => failure.property)).to.deep.equal([property]);
      expect(failures[0]?.reason).to.match(reason);
    });
  }

  it("lets pass what is not known yet", () => {
    const news = {
      name: unknown,
      pattern: unknown,
      leaderAlias: unknown,
      settings: { a: unknown },
    };
    expect(check(news).failures).to.deep.equal([]);
  });

  it("agrees with the server's rules of names and patterns", () => {
    const text = fc.string({
      unit: fc.constantFrom(..."aZ._-+*?#:,/\\ é1"),
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(text, (name) => {
        expect(ruleNameViolations(name).length > 0).to.equal(nameViolations(name).length > 0);
        const isRefused = patternViolations(name).length > 0;
        const matchesOnlyRefused = ["", "a"].every(
          (any) => nameViolations(name.replaceAll("*", any)).length > 0,
        );
        expect(autoFollowPatternViolations(name).length > 0).to.equal(
          isRefused || matchesOnlyRefused,
        );
      }),
    );
  });
});

describe("the diff of an AutoFollowRule", () => {
  const { inputs } = check(rule);
  const olds = { ...inputs, acknowledged: true, clusterUuid: "u" };

  for (const [property, value] of Object.entries({
    name: "all-logs",
    leaderAlias: "second",
    pattern: "logs*",
    useRoles: { leaderClusterRole: "l", followerClusterRole: "f" },
    settings: { "index.a": "1" },
    followerIndexPattern: "{{leader_index}}-copy",
  })) {
    const keepsName = property !== "name" && property !== "leaderAlias";
    const order = keepsName ? "the old rule deleted first" : "the new rule made first";
    it(`replaces for another ${property}, ${order}`, () => {
      expect(ruleDifference(olds, { ...inputs, [property]: value })).to.deep.equal({
        changes: true,
        replaces: [property],
        deleteBeforeReplace: keepsName,
      });
    });
  }

  it("changes nothing on the server for what concerns the resource only", () => {
    const found = ruleDifference(olds, { ...inputs, onDestroy: "stopFollowers" });
    expect(found).to.deep.include({ changes: undefined, replaces: [] });
    expect(ruleDifference(olds, inputs).changes).to.equal(false);
  });
});

describe("the followers of a rule", () => {
  const follower = (index: string, leader = index, alias = "leader") => ({
    index,
    leader: { alias, index: leader },
  });

  for (const [what, pattern, one, expected] of [
    ["a leader that matches", "logs-*", follower("logs-1"), true],
    ["a leader that matches in the middle", "*-eu-*", follower("logs-eu-1"), true],
    ["a leader that is named whole", "logs", follower("logs"), true],
    ["a leader that has more to its name", "logs", follower("logs-1"), false],
    ["a dot that is no wildcard", "a.c*", follower("abc"), false],
    ["another connection", "logs-*", follower("logs-1", "logs-1", "second"), false],
    ["another name for the follower", "logs-*", follower("copy", "logs-1"), false],
  ] as const) {
    it(`${expected ? "are" : "are not"} those of ${what}`, () => {
      expect(isMadeBy({ ...rule, pattern }, one)).to.equal(expected);
    });
  }

  it("are named by the rule's own pattern", () => {
    const renaming = { ...rule, followerIndexPattern: "{{leader_index}}-copy" };
    expect(isMadeBy(renaming, follower("logs-1-copy", "logs-1"))).to.equal(true);
    expect(isMadeBy(renaming, follower("logs-1"))).to.equal(false);
  });

  it("are not those that another rule of the connection matches, or of which nothing is known", () => {
    const other = { name: "special", pattern: "logs-special-*", failedIndexes: [] };
    const unknownLeader = { index: "logs-2", leader: undefined };
    const all = [follower("logs-1"), follower("logs-special-1"), unknownLeader];
    const over = (leaderAlias: string | undefined) =>
      ownFollowers(rule, all, [{ ...other, leaderAlias }]);
    expect(over("leader")).to.deep.equal(["logs-1"]);
    expect(over(undefined)).to.deep.equal(["logs-1"]);
    expect(over("second")).to.deep.equal(["logs-1", "logs-special-1"]);
    const itself = { ...rule, failedIndexes: [] };
    expect(ownFollowers(rule, all, [itself]), "its own rule may still be listed").to.deep.equal([
      "logs-1",
      "logs-special-1",
    ]);
  });
});
