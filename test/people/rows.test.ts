// SPDX-License-Identifier: Apache-2.0
import type { Step } from "./steps";
import {
  change,
  connection,
  failing,
  failingRule,
  killedAt,
  moved,
  outside,
  refreshed,
  remove,
  rename,
  replication,
  requireNoFault,
  requireNoFaultAtAny,
  rule,
  up,
} from "./rows";

/** What people have met, each with nothing lost. */
const rows: Readonly<Record<string, readonly Step[]>> = {
  "a replication renamed in an up in which another fails": [
    ...[replication(0, "copy-a"), up, rename(0, 1), failing, up, remove(1), up],
  ],
  "a rule renamed in an up in which another fails": [
    ...[rule, up, rename(0, 1), failingRule, up, remove(1), up],
  ],
  "a connection renamed, with what goes over it, in an up in which another fails": [
    ...[connection(0, "eu"), replication(0, "copy-a"), up],
    ...[rename(0, 1), rename(1, 1), failing, up, remove(2), up],
  ],
  "a rename with only the new name targeted": [
    ...[replication(0, "copy-a"), up, rename(0, 1), { run: "target", at: 0 } as const, up],
  ],
  "everything renamed and moved to another provider": [
    ...[connection(0, "eu"), replication(0, "copy-a"), rule, up],
    ...[
      rename(0, 1),
      rename(1, 1),
      rename(2, 1),
      moved(0, "one"),
      moved(1, "one"),
      moved(2, "one"),
    ],
    up,
  ],
  "a rule with another pattern and another provider in one up": [
    ...[rule, up, change(0, { pattern: "log*" }), moved(0, "two"), up],
  ],
  "a rule taken out beside a replication that it would have made": [
    ...[replication(0, "logs-1", "logs-1"), rule, up, remove(1), up],
  ],
  "a rename of what was stopped and deleted outside": [
    ...[replication(0, "copy-a"), up, outside("stop"), outside("delete"), rename(0, 1), up],
  ],
  ...Object.fromEntries(
    [1, 2, 3, 4].map((cutOffAt) => [
      `a name given to another resource, whose create is cut off at request ${cutOffAt}`,
      [
        ...[replication(0, "copy-a", "logs-1"), up, remove(0), replication(1, "copy-a")],
        { ...up, continuesOnError: true, cutOffAt },
      ],
    ]),
  ),
  "a copy taken out again": [
    ...[replication(0, "copy-a"), up, { do: "copy", at: 0, to: 1 } as const, up, remove(0), up],
  ],
  "two resources that swap their names": [
    ...[replication(0, "copy-a"), replication(1, "copy-b", "other"), up],
    ...[{ do: "swap", at: 0, with: 1 } as const, up],
  ],
  "two connections to one leader, of which one is used": [
    ...[connection(0, "eu"), replication(0, "copy-a"), connection(1, "us"), up],
  ],
  "another index whose name is taken, changed back again": [
    ...[replication(0, "copy-a"), up, change(0, { index: "mine" }), up],
    ...[change(0, { index: "copy-a" }), up],
  ],
  "another leader and another provider in one up, where the leader is missing": [
    ...[replication(0, "copy-a"), up, change(0, { leaderIndex: "missing" }), moved(0, "one"), up],
    ...[change(0, { leaderIndex: "orders" }), up],
  ],
  "a tainted replication": [replication(0, "copy-a"), up, { run: "taint", at: 0 }, up],
  "a tainted replication that is to follow another leader index, which is taken back": [
    ...[replication(0, "copy-a"), up, { run: "taint", at: 0 } as const],
    ...[change(0, { leaderIndex: "other" }), up, change(0, { leaderIndex: "orders" }), up],
  ],
  "a connection that replaceOnChanges replaces by another mode": [
    ...[connection(0, "eu"), replication(0, "copy-a")],
    ...[{ do: "options", at: 0, options: { replaceOnChanges: ["*"] } } as const, up],
    ...[change(0, { isProxied: true }), up],
  ],
  "a replication that --target-replace names": [
    ...[replication(0, "copy-a"), up, { run: "target-replace", at: 0 } as const, up],
  ],
  "a connection that is in the state twice after an --target-replace that failed, and is excluded from a destroy":
    [
      ...[connection(0, "eu"), rule, up, remove(1)],
      ...[{ run: "target-replace", at: 0 } as const, { run: "destroy-exclude", at: 0 } as const],
    ],
  "replaceOnChanges and a changed option": [
    ...[
      replication(0, "copy-a"),
      { do: "options", at: 0, options: { replaceOnChanges: ["*"] } } as const,
    ],
    ...[up, change(0, { more: { waitFor: "acknowledged" } }), up],
  ],
  "a connection with another alias, replaced with what goes over it": [
    ...[connection(0, "eu"), replication(0, "copy-a"), up, change(0, { alias: "us" }), up],
  ],
  "a connection that is deleted first by the wish of a person, with what goes over it": [
    ...[connection(0, "eu"), replication(0, "copy-a")],
    ...[{ do: "options", at: 0, options: { deleteBeforeReplace: true } } as const],
    ...[up, change(0, { alias: "us" }), up],
  ],
  "what was written after a stop, and another leader index": [
    ...[replication(0, "copy-a"), up, outside("stop"), outside("write")],
    ...[change(0, { leaderIndex: "other" }), up, refreshed],
  ],
  "what was written after a stop, and a destroy that deletes the index": [
    ...[replication(0, "copy-a"), change(0, { more: { onDestroy: "deleteIndex" } }), up],
    ...[outside("stop"), outside("write"), remove(0), up],
  ],
  "a rule that moves to another connection": [
    ...[rule, up, connection(0, "us"), up, change(0, { via: 0 }), up],
  ],
  "a rule whose delete was killed, and a refresh": [rule, up, remove(0), killedAt(7), refreshed],
  "a rule with another pattern, whose replacement ended after its delete, taken out in an up with a refresh":
    [rule, up, change(0, { pattern: "log*" }), { ...up, cutOffAt: 2 }, remove(0), refreshed],
  "a tainted rule that moves to another connection": [
    ...[rule, connection(0, "eu"), up, change(0, { via: 0 })],
    ...[{ run: "taint", at: 1 } as const, up],
  ],
  "a replication of another leader into what a rule has made, whose create is cut off": [
    ...[rule, up, replication(0, "logs-1"), moved(0, "one")],
    { ...up, continuesOnError: true, cutOffAt: 2 },
  ],
};

describe("what people have met", () => {
  for (const [title, steps] of Object.entries(rows)) {
    it(`${title}: nothing is lost by it`, () => requireNoFault(steps));
  }

  it("somebody's index that may be overwritten, and the create of it interrupted at any request", () =>
    requireNoFaultAtAny(
      [replication(0, "mine"), change(0, { more: { ifIndexExists: "overwrite" } })],
      [up],
      false,
    ));

  it("a replacement that was interrupted at any request, and is taken back: nothing is lost by it", () =>
    requireNoFaultAtAny(
      [replication(0, "copy-a"), up, change(0, { leaderIndex: "other" })],
      [change(0, { leaderIndex: "orders" }), refreshed, refreshed],
      false,
    ));
});
