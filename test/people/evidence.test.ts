// SPDX-License-Identifier: Apache-2.0
import {
  change,
  connection,
  options,
  outside,
  refreshed,
  remade,
  remove,
  replication,
  requireNoFault,
  requireNoFaultAtAny,
  rule,
  up,
} from "./rows";
import type { Step } from "./steps";

const begun = [replication(0, "copy-a"), up];
const other = change(0, { leaderIndex: "other" });
const back = change(0, { leaderIndex: "orders" });
/** Deleted first, so that what goes over it is stopped before it is known whether the new one can be made. */
const cascading = [connection(0, "eu"), options(0, { deleteBeforeReplace: true }), ...begun];
const deleting = change(0, { more: { onDestroy: "deleteIndex" } });

/** What is begun, and a run that is interrupted at any request, after which people promote and write. */
const rows: Readonly<Record<string, readonly [Step[], Step[], Step[]]>> = {
  "a replacement, and the same up again": [begun, [other], [up]],
  "a replacement, and the same up with refresh": [begun, [other], [refreshed]],
  "a replacement that is taken back": [begun, [other], [back, up]],
  "a replacement that may not be any more": [
    begun,
    [other],
    [change(0, { more: { onReplace: "refuse" } }), up],
  ],
  "a copy anew by forceResume, which is taken out again": [
    [...begun, outside("pause"), remade, { run: "refresh" }],
    [change(0, { more: { forceResume: true } })],
    [change(0, { more: { forceResume: false } }), up],
  ],
  "a copy anew by forceResume, which may not be replaced any more": [
    [...begun, outside("pause"), remade, { run: "refresh" }],
    [change(0, { more: { forceResume: true } })],
    [change(0, { more: { forceResume: false, onReplace: "refuse" } }), up],
  ],
  "a taint": [begun, [{ run: "taint", at: 0 }], [up]],
  "another replacementTrigger": [
    [...begun.slice(0, 1), options(0, { replacementTrigger: "1" }), up],
    [options(0, { replacementTrigger: "2" })],
    [up],
  ],
  "a connection with another alias, and what goes over it": [
    cascading,
    [change(0, { alias: "us" })],
    [up],
  ],
  "a removal that deletes the index": [[replication(0, "copy-a"), deleting, up], [remove(0)], [up]],
};

describe("people fail over after a run that was interrupted", () => {
  for (const [title, [before, edit, after]] of Object.entries(rows))
    it(`${title}: what they write is kept`, () => requireNoFaultAtAny([...before, ...edit], after));

  const refused: Readonly<Record<string, readonly Step[]>> = {
    "a cascade whose new connection is refused": [
      ...cascading,
      ...[change(0, { alias: "leader", isProxied: true }), up, up],
      ...[change(0, { alias: "eu", isProxied: false }), up],
    ],
    "a cascade whose new copy is refused": [
      ...cascading,
      ...[change(0, { alias: "us" }), change(1, { leaderIndex: "missing" }), up, up],
      ...[change(1, { leaderIndex: "orders" }), up],
    ],
    "a replacement whose leader is missing": [
      ...begun,
      ...[change(0, { leaderIndex: "missing" }), up, up, back, up],
    ],
    "a rule whose new connection is missing": [
      ...[rule, up, change(0, { rule: "logs", via: "leader", pattern: "log*" }), up],
    ],
  };
  for (const [title, steps] of Object.entries(refused))
    it(`${title}: what they write is kept`, () => requireNoFault(steps, { failsOver: true }));
});
