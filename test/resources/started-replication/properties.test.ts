// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import fc from "fast-check";
import {
  connectionAliasViolations,
  indexNameViolations,
} from "../../../provider/opensearch/text/names";
import { checkInputs } from "../../../provider/resources/started-replication/check";
import { difference as differenceOf } from "../../../provider/resources/started-replication/diff";
import { describeRefusal } from "../../../provider/replication/messages";
import { isOwn, plan, type Reason } from "../../../provider/replication/plan";
import type { Standing } from "../../../provider/replication/standing";
import {
  inputSchema,
  replacingInputs,
} from "../../../provider/resources/started-replication/schema";
import type { Properties } from "../../../provider/lifecycle/saved";
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
const standing: fc.Arbitrary<Standing> = fc.oneof(
  fc.constant({ kind: "absent" as const }),
  fc.constant({ kind: "ordinary" as const }),
  fc.record({
    kind: fc.constant("promoted" as const),
    block: fc.constantFrom("lifted" as const, "standing" as const, "unknown" as const),
  }),
  fc.record({
    kind: fc.constant("unsettled" as const),
    mark: fc.constantFrom("follower" as const, "forbidden" as const),
  }),
  fc.record({
    kind: fc.constant("following" as const),
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
  waitFor: fc.constant("caughtUp" as const),
});
const held = { uuid: "u", shards: [{ history: "h", maxSeqNo: 9 }] };
const known = fc.record({
  settingsDiffer: fc.boolean(),
  stopped: fc.constantFrom(undefined, { held: undefined }, { held }),
});
const reason = fc.constantFrom<Reason>("create", "nameTaken", "replacement", "unfinished");

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
  it("the plan replaces by consent, by evidence or what follows, and ends as wanted; or it is refused by the index's name", () => {
    fc.assert(
      fc.property(standing, wanted, reason, known, (stands, wish, why, has) => {
        const made = plan(stands, wish, why, has);
        if ("refusal" in made) {
          const said = describeRefusal(made.refusal, stands, wish, isOwn(why), "h:9200");
          expect(said).to.include(`"${wish.index}"`);
          return;
        }
        const { steps } = made;
        if (steps.includes("replaceCopy")) {
          const isProved = stands.kind === "promoted" && has.stopped?.held !== undefined;
          const isOurs = stands.kind === "following" && isOwn(why);
          expect(wish.ifIndexExists === "overwrite" || isProved || isOurs).to.equal(true);
        }
        const isAsWanted = stands.kind === "following" && stands.status === "PAUSED" && wish.paused;
        if (!isAsWanted) {
          const isUnreadable = steps.at(-1) === "updateSettings";
          if (!isUnreadable) expect(steps.at(-1)).to.equal(wish.paused ? "pause" : "wait");
        }
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
