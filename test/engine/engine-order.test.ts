// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import type { Command } from "./order/command";
import type { EngineRules } from "../support/mini-engine";
import { callsOfMini } from "./order/mini";
import { changes, failures } from "./order/programs";
import { callsOfReal } from "./order/real";

/** The calls of a run that concern a resource, or those whose names begin with its name and a dash. */
function about(name: string, calls: readonly string[] | undefined): string[] {
  return (calls ?? []).flatMap((call) => {
    const [, provider, one, what] = /^(\S+) ((?:[^\s-]+)(?:-\S+)?): (.*)$/.exec(call) ?? [];
    const [group, rest] = one?.split("-") ?? [];
    if (group !== name) return [];
    const own = provider === "default" ? "" : `${provider} `;
    return [`${own}${rest === undefined ? "" : `${rest}: `}${what}`];
  });
}

/** A run of both engines, by the names of the commands; the mini engine goes by the rules of the real one. */
async function runsOf<Name extends string>(
  commands: Record<Name, Command>,
  rulesOf: (real: Record<Name, string[]>) => EngineRules,
) {
  const names = Object.keys(commands) as Name[];
  const list = names.map((name) => commands[name]);
  const byName = (all: string[][]): Record<Name, string[]> =>
    Object.fromEntries(names.map((name, at) => [name, all[at] ?? []])) as Record<Name, string[]>;
  const real = byName(await callsOfReal(list));
  return { real, mini: byName(await callsOfMini(list, rulesOf(real))) };
}

/** What need not wait for each other comes in any order, so that only the calls about one thing have an order. */
function inGroups(calls: readonly string[]): Record<string, string[]> {
  const groups = new Set(calls.map((call) => /^\S+ ([^\s:-]+)/.exec(call)?.[1] ?? ""));
  return Object.fromEntries([...groups].sort().map((group) => [group, about(group, calls)]));
}

describe("the order of the engine's calls", function () {
  this.timeout(10 * 60_000);
  let well: Awaited<ReturnType<typeof runsOf<keyof typeof changes>>>;
  let badly: Awaited<ReturnType<typeof runsOf<keyof typeof failures>>>;
  before(async () => {
    badly = await runsOf(failures, ({ takenBack }) => ({
      deletesTwice: about("first", takenBack).includes("delete"),
    }));
    well = await runsOf(changes, () => ({ deletesTwice: false }));
  });

  const looked = ["check", "diff"];
  const replacedLater = [...looked, "check anew", "create", "delete"];
  const replacedFirst = [...looked, "check anew", "delete", "create"];

  it("a replacement is checked anew; the old one is deleted at the end, or before where diff says so or the option", () => {
    const { changed } = well.real;
    expect(about("plain", changed)).to.deep.equal(replacedLater);
    expect(about("first", changed)).to.deep.equal(replacedFirst);
    expect(about("option", changed)).to.deep.equal([
      ...["check", "diff", "check anew", "create"].map((call) => `false: ${call}`),
      ...replacedFirst.map((call) => `true: ${call}`),
      "false: delete",
    ]);
  });

  it("another provider alone is no replacement: its process is asked for the difference; a delete goes to the old one", () => {
    expect(about("moved", well.real.changed)).to.deep.equal(["two check", "two diff"]);
    expect(about("movedtoo", well.real.changed)).to.deep.equal([
      ...["check", "diff", "check anew", "create"].map((call) => `two plain: ${call}`),
      ...["check", "diff", "check anew"].map((call) => `two first: ${call}`),
      ...["one first: delete", "two first: create", "one plain: delete"],
    ]);
    expect(about("moved", well.real.undeclaredTarget)).to.deep.equal(["two delete"]);
  });

  it("before a delete that comes first, what takes an output is asked for a difference with it unknown, and deleted before its own check", () => {
    expect(about("cascade", well.real.changed)).to.deep.equal([
      ...["root: check", "root: diff", "root: check anew"],
      ...["leaf: diff", "twig: diff", "gone: diff"],
      ...["gone: delete", "twig: delete", "leaf: delete", "root: delete", "root: create"],
      ...["leaf: check anew", "leaf: create", "twig: check anew", "twig: create"],
      ...["loose: check", "loose: diff"],
    ]);
  });

  it("replaceOnChanges acts where diff leaves it open, ignoreChanges gives the old value, retainOnDelete deletes nothing", () => {
    expect(about("forced", well.real.changed)).to.deep.equal([
      ...["check", "diff", "check anew", "create"].map((call) => `undecided: ${call}`),
      ...["check", "diff", "update"].map((call) => `decided: ${call}`),
      "undecided: delete",
    ]);
    expect(about("ignored", well.real.changed)).to.deep.equal([...looked, "update"]);
    expect(about("kept", well.real.changed)).to.deep.equal([...looked, "check anew", "create"]);
    expect(about("keptgone", well.real.changed)).to.deep.equal([]);
  });

  it("a taint or a forced replacement is checked anew only, asks for no difference, and deletes at the end", () => {
    const forced = ["check anew", "create", "delete"];
    expect(about("first", well.real.afterTaint)).to.deep.equal(forced);
    expect(about("first", well.real.replaced)).to.deep.equal(forced);
    expect(well.real.targetReplaced).to.deep.equal(forced.map((call) => `default plain: ${call}`));
    expect(about("plain", well.real.replaced)).to.deep.equal(looked);
  });

  it("what is not targeted is not even checked, and nothing else is deleted; dependents have to be targeted, too", () => {
    expect(well.real.renamed).to.deep.equal([
      "default renamed-new: check anew",
      "default renamed-new: create",
    ]);
    // An output of what is not there is undefined, and the engine lets that pass.
    expect(about("blind", well.real.blind)).to.deep.equal(["check anew", "create"]);
    expect(well.real.skipped).to.deep.equal(["default late: check anew"]);
    expect(well.real.destroyedTarget).to.deep.equal(["two movedtoo-plain: delete"]);
    for (const refused of [well.real.dependedOn, well.real.destroyedRoot])
      expect([...new Set(refused)].sort()).to.deep.equal([
        "default cascade-leaf: diff",
        "default cascade-twig: diff",
      ]);
  });

  it("what depends on another is deleted before it; a destroy checks nothing", () => {
    for (const { rest } of [well.real, well.mini]) {
      const cascade = about("cascade", rest).filter((call) => !call.startsWith("loose"));
      expect(cascade).to.deep.equal(["twig: delete", "leaf: delete", "root: delete"]);
    }
    expect(well.real.destroyed).to.deep.equal(["default plain: delete"]);
  });

  it("a failure keeps what was replaced in the state, also from the next failing up, from one for other targets and from what excludes it; a whole up deletes it", () => {
    const { real } = badly;
    expect(about("first", real.neighbourFails)).to.deep.equal([...looked, "check anew", "create"]);
    expect(about("last", real.neighbourFails)).to.deep.equal([]);
    expect(about("first", real.failsAgain)).to.deep.equal(looked);
    expect(about("first", real.refreshed)).to.have.members(["read", "read", "diff", "diff"]);
    for (const others of [real.otherTarget, real.excluded, real.excludedInDestroy])
      expect(about("first", others)).to.deep.equal([]);
    expect(about("first", real.mended)).to.deep.equal([...looked, "delete", "delete"]);
    expect(real.mended.slice(-2)).to.deep.equal(Array(2).fill("default first: delete"));
  });

  it("after a delete that came first only the create is repeated; once it is taken back or tainted, some releases delete again after it", () => {
    const { real } = badly;
    expect(about("first", real.halfDone)).to.deep.equal(replacedFirst);
    expect(about("first", real.halfDoneAgain)).to.deep.equal([...looked, "check anew", "create"]);
    const takenBack = about("first", real.takenBack);
    const again = takenBack.slice(4);
    expect(takenBack).to.deep.equal([...looked, "check anew", "create", ...again]);
    // Seen of Pulumi 3.259, and no more of 3.274.
    expect(again.join()).to.be.oneOf(["", "delete"]);
    expect(about("first", real.afterTaint)).to.deep.equal(["check anew", "create", ...again]);
    expect(about("first", real.removed)).to.deep.equal([]);
    expect(real.destroyed).to.have.members(["default last: delete", "default neighbour: delete"]);
  });

  it("is that of the mini engine, call by call", () => {
    const grouped = (runs: Record<string, string[]>) =>
      Object.entries(runs).map(([name, calls]) => ({
        name,
        // A refresh, a delete of much, and the look at what depends on a target have no order.
        calls: /^(refreshed|rest|dependedOn|destroyedRoot)$/.test(name)
          ? [...new Set(calls)].sort()
          : inGroups(calls),
      }));
    expect(grouped(well.mini)).to.deep.equal(grouped(well.real));
    expect(grouped(badly.mini)).to.deep.equal(grouped(badly.real));
  });
});
