// SPDX-License-Identifier: Apache-2.0
import type { Command, DeclaredThing, OrderProgram } from "./command";

const providers = ["one", "two"];
const loose: DeclaredThing = { plain: "1", dependsOn: ["cascade-root"] };

/** With another key, another provider and so on for those that are to be replaced or updated. */
function changed(key: string, provider: string): Record<string, DeclaredThing> {
  return {
    plain: { key },
    first: { key, isDeletedFirst: true },
    "option-false": { key, isDeletedFirst: true, deleteBeforeReplace: false },
    "option-true": { key, deleteBeforeReplace: true },
    moved: { key: "1", provider },
    "movedtoo-plain": { key, provider },
    "movedtoo-first": { key, provider, isDeletedFirst: true },
    "cascade-root": { key, isDeletedFirst: true },
    "cascade-leaf": { keyOf: "cascade-root" },
    "cascade-twig": { keyOf: "cascade-leaf" },
    "cascade-loose": loose,
    kept: { key, retainOnDelete: true },
    "forced-undecided": { plain: key, isUndecided: true, replaceOnChanges: ["plain"] },
    "forced-decided": { plain: key, replaceOnChanges: ["plain"] },
    ignored: { key, plain: key, ignoreChanges: ["key"] },
  };
}

const gone: Record<string, DeclaredThing> = {
  "cascade-gone": { keyOf: "cascade-root" },
  keptgone: { retainOnDelete: true },
};
const few = (things: Record<string, DeclaredThing>): OrderProgram => ({ providers, things });
const plain = { plain: { key: "2" } };

/** Everything that goes well. */
export const changes = {
  made: { kind: "up", program: { providers, things: { ...changed("1", "one"), ...gone } } },
  changed: { kind: "up", program: { providers, things: changed("2", "two") } },
  tainted: { kind: "taint", name: "first" },
  afterTaint: { kind: "up" },
  targetReplaced: { kind: "up", targetReplaces: ["plain"] },
  replaced: { kind: "up", replaces: ["first"] },
  renamed: {
    kind: "up",
    targets: ["renamed-new"],
    program: few({ ...plain, "renamed-new": { key: "2" }, extra: {} }),
  },
  skipped: {
    kind: "up",
    targets: ["late"],
    program: few({ ...plain, extra: {}, late: { dependsOn: ["extra"] } }),
    fails: true,
  },
  blind: {
    kind: "up",
    targets: ["blind"],
    program: few({ ...plain, extra: {}, blind: { keyOf: "extra" } }),
  },
  undeclaredTarget: { kind: "up", targets: ["moved"], program: few(plain) },
  dependedOn: { kind: "up", targets: ["cascade-root"], fails: true },
  destroyedTarget: { kind: "destroy", targets: ["movedtoo-plain"] },
  destroyedRoot: { kind: "destroy", targets: ["cascade-root"], fails: true },
  rest: { kind: "up", program: { things: plain } },
  destroyed: { kind: "destroy" },
} satisfies Record<string, Command>;

/** With a neighbour and what comes after it. */
function beside(
  first: DeclaredThing | undefined,
  neighbour: DeclaredThing,
  last: DeclaredThing,
): OrderProgram {
  return { things: { ...(first === undefined ? {} : { first }), neighbour, last } };
}

const well = { plain: "1" };
const failing = { plain: "2", failing: "update" };
const dying = (key: string): DeclaredThing => ({ key, isDeletedFirst: true, failing: "create" });

/** Everything that fails in between. */
export const failures = {
  made: { kind: "up", program: beside({ key: "1" }, well, well) },
  neighbourFails: { kind: "up", fails: true, program: beside({ key: "2" }, failing, failing) },
  failsAgain: { kind: "up", fails: true },
  refreshed: { kind: "refresh" },
  replacedAgain: { kind: "up", fails: true, program: beside({ key: "3" }, failing, failing) },
  otherTarget: { kind: "up", targets: ["last"], program: beside({ key: "3" }, well, well) },
  excluded: { kind: "up", excludes: ["first"] },
  excludedInDestroy: { kind: "destroy", excludes: ["first"] },
  mended: { kind: "up" },
  halfDone: { kind: "up", fails: true, program: beside(dying("4"), well, well) },
  halfDoneAgain: { kind: "up", fails: true },
  takenBack: { kind: "up", program: beside({ key: "3" }, well, well) },
  halfDoneOnceMore: { kind: "up", fails: true, program: beside(dying("5"), well, well) },
  tainted: { kind: "taint", name: "first" },
  afterTaint: { kind: "up", program: beside({ key: "5", isDeletedFirst: true }, well, well) },
  halfDoneAtLast: { kind: "up", fails: true, program: beside(dying("6"), well, well) },
  removed: {
    kind: "up",
    program: beside(undefined, well, { plain: "3", failing: "delete" }),
  },
  destroyed: { kind: "destroy", fails: true },
} satisfies Record<string, Command>;
