// SPDX-License-Identifier: Apache-2.0
import type { Occasion } from "../../../provider/replication/steps";
import { expect } from "chai";
import fc from "fast-check";
import {
  connectionAliasViolations,
  indexNameViolations,
} from "../../../provider/opensearch/text/names";
import { checkInputs } from "../../../provider/resources/started-replication/check";
import { difference as differenceOf } from "../../../provider/resources/started-replication/diff";
import { plan } from "../../../provider/replication/plan";
import type { Existing } from "../../../provider/replication/standing";
import {
  inputSchema,
  replacingInputs,
} from "../../../provider/resources/started-replication/schema";
import type { Properties } from "../../../provider/lifecycle/contract";
import { nameViolations } from "../../../sandbox/clusters/replication/names";
import { compared } from "../../support/compared";

const unknown = "(not known yet)";
const context = { leaderAlias: undefined, isUnknown: (value: unknown) => value === unknown };
const containsUnknown = (value: unknown): boolean =>
  (JSON.stringify(value) ?? "").includes(unknown);
const difference = (olds: Properties, wanted: Properties, isUnknown: typeof containsUnknown) =>
  differenceOf(compared(inputSchema, olds, wanted), isUnknown);

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/);
const news = fc.record(
  {
    index: name,
    leaderIndex: name,
    leaderAlias: name,
    useRoles: fc.record({ leaderClusterRole: name, followerClusterRole: name }),
    settings: fc.dictionary(name, fc.oneof(fc.integer(), fc.boolean(), name), { maxKeys: 3 }),
    paused: fc.boolean(),
    waitFor: fc.constantFrom("acknowledged", "syncing", "caughtUp"),
    onReplace: fc.constantFrom("overwrite", "refuse"),
  },
  { requiredKeys: ["index", "leaderIndex"] },
);
const state = { acknowledged: true, status: "SYNCING", reason: "", clusterUuid: "u" };

const leader = fc.option(fc.record({ alias: name, index: name }), { nil: undefined });
const status = fc.constantFrom("SYNCING", "BOOTSTRAPPING", "RUNNING", "PAUSED", "FAILED");
const standing: fc.Arbitrary<Existing> = fc.oneof(
  fc.constant({ kind: "absent" as const }),
  fc.record({
    kind: fc.constant("ordinaryIndex" as const),
    wasFollower: fc.boolean(),
    isBlocked: fc.boolean(),
    mayBeBlocked: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("unsettled" as const),
    mark: fc.constantFrom("follower" as const, "forbidden" as const),
  }),
  fc.record({
    kind: fc.constant("replication" as const),
    status,
    reason: fc.string(),
    leader,
    hasReplayed: fc.boolean(),
  }),
);
const wanted = fc.record({
  index: name,
  leaderIndex: name,
  leaderAlias: fc.option(name, { nil: undefined }),
  ifIndexExists: fc.constantFrom("adopt" as const, "fail" as const, "overwrite" as const),
  onReplace: fc.constantFrom("overwrite" as const, "refuse" as const),
  paused: fc.boolean(),
  settingsDiffer: fc.boolean(),
});
const occasion = fc.constantFrom<Occasion>("nameTaken", "replacement", "unfinished");

describe("whatever the inputs are", () => {
  it("a second check changes nothing more, and finds the same mistakes", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (given) => {
        const first = checkInputs({}, given, context);
        expect(checkInputs({}, first.inputs, context)).to.deep.equal(first);
      }),
    );
  });

  it("good inputs pass, and equal inputs make no difference", () => {
    fc.assert(
      fc.property(news, (given) => {
        const { inputs, failures } = checkInputs({}, given, context);
        expect(failures.filter(({ property }) => !property.startsWith("settings"))).to.deep.equal(
          [],
        );
        const olds = {
          ...inputs,
          ...state,
          status: inputs["paused"] === true ? "PAUSED" : "SYNCING",
        };
        expect(difference(olds, inputs, containsUnknown).changes).to.equal(false);
      }),
    );
  });

  it("a replacement is planned exactly for what cannot change in place", () => {
    fc.assert(
      fc.property(news, news, (before, after) => {
        const olds = checkInputs({}, before, context).inputs;
        const wish = checkInputs({}, after, context).inputs;
        const differing = replacingInputs.filter(
          (input) => JSON.stringify(olds[input]) !== JSON.stringify(wish[input]),
        );
        const found = difference({ ...olds, ...state }, wish, containsUnknown);
        expect(found.replaces).to.deep.equal(differing);
        expect(found.deleteBeforeReplace).to.equal(
          differing.length > 0 && olds["index"] === wish["index"],
        );
      }),
    );
  });

  it("what is not known yet passes a check and counts as a change", () => {
    fc.assert(
      fc.property(news, fc.constantFrom(...replacingInputs), (given, input) => {
        const olds = checkInputs({}, given, context).inputs;
        const { inputs, failures } = checkInputs(olds, { ...given, [input]: unknown }, context);
        expect(failures.filter(({ property }) => property === input)).to.deep.equal([]);
        expect(difference({ ...olds, ...state }, inputs, containsUnknown).replaces).to.include(
          input,
        );
      }),
    );
  });
});

describe("whatever stands and is wanted", () => {
  it("the plan is steps in an order that loses nothing, or a refusal that names the index", () => {
    fc.assert(
      fc.property(standing, wanted, occasion, (stands, wish, why) => {
        const made = plan(stands, wish, why);
        if ("refusal" in made) {
          expect(made.refusal).to.include(`"${wish.index}"`);
          return;
        }
        const actions = made.steps.map(({ action }) => action);
        const deletes = actions.indexOf("deleteIndex");
        if (deletes >= 0) {
          expect(actions.indexOf("start")).to.be.greaterThan(deletes);
          // Only leave to overwrite, or what is known to be ours, makes a plan delete.
          expect(wish.ifIndexExists === "overwrite" || why !== "nameTaken").to.equal(true);
          if (why === "unfinished") expect(actions.indexOf("probe")).to.be.within(0, deletes);
        }
        const isAsWanted =
          stands.kind === "replication" && stands.status === "PAUSED" && wish.paused;
        if (!isAsWanted) expect(actions.at(-1)).to.equal(wish.paused ? "pause" : "wait");
      }),
    );
  });
});

describe("whatever a name is", () => {
  it("it is refused exactly when the plugin refuses it", () => {
    const text = fc.oneof(
      fc.string({ minLength: 1, unit: "grapheme" }),
      fc.stringMatching(/^[._+#A-Za-z0-9:, -]{1,40}$/),
    );
    fc.assert(
      fc.property(text, (candidate) => {
        const isRefused = nameViolations(candidate).length > 0;
        expect(indexNameViolations(candidate).length > 0, candidate).to.equal(isRefused);
      }),
    );
  });

  it("a connection alias that passes can stand in a setting's name", () => {
    fc.assert(
      fc.property(fc.string(), (alias) => {
        if (connectionAliasViolations(alias).length === 0) expect(alias).to.match(/^[^\s.:,]+$/);
      }),
    );
  });
});
