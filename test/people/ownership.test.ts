// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { play } from "./play";
import {
  change,
  connection,
  declare,
  failing,
  moved,
  options,
  outside,
  remove,
  rename,
  replication,
  requireNoFault,
  rule,
  swap,
  up,
} from "./rows";
import type { Scene } from "./scene";
import type { Step } from "./steps";
import { statusOf } from "./things";

/** What must be there before everything is destroyed, by index: a status, and of which leader index. */
type There = Readonly<Record<string, string>>;

const copied = { "copy-a": "SYNCING of orders" };
const logged = { "logs-1": "SYNCING of logs-1" };
const ruled = [replication(0, "logs-1", "logs-1"), rule];
const unshared = { ...up, isUnshared: true };
const overEu = declare(0, {
  ...{ kind: "replication", index: "copy-a", leaderIndex: "orders", options: {}, more: {} },
  via: { alias: "eu" },
});

const rows: Readonly<Record<string, readonly [There, readonly Step[]]>> = {
  "a rule, and protect with destroy --exclude-protected": [
    logged,
    [...ruled, options(0, { protect: true }), up, { run: "destroy-exclude-protected" }],
  ],
  "a rule, and protect with a destroy that fails": [
    logged,
    [...ruled, options(0, { protect: true }), up, { run: "destroy" }],
  ],
  "a rule, and destroy --exclude": [logged, [...ruled, up, { run: "destroy-exclude", at: 0 }]],
  "a rule, and retainOnDelete in a destroy": [
    logged,
    [...ruled, options(0, { retainOnDelete: true }), up, { run: "destroy" }],
  ],
  "a rule, and retainOnDelete of what is taken out with it": [
    logged,
    [...ruled, options(0, { retainOnDelete: true }), up, remove(0), remove(0), up],
  ],
  "a rule that destroy --target names": [logged, [...ruled, up, { run: "destroy-target", at: 1 }]],
  "a rule that is taken out, and up --target names": [
    logged,
    [...ruled, up, remove(1), { run: "target-old", at: 1 }],
  ],
  "a rename across providers in a deployment that cannot share its notes": [
    copied,
    [replication(0, "copy-a"), moved(0, "one"), up, rename(0, 1), moved(0, "two"), unshared],
  ],
  "the same, run again where it can": [
    copied,
    [replication(0, "copy-a"), moved(0, "one"), up, rename(0, 1), moved(0, "two"), unshared, up],
  ],
  "a rename with --continue-on-error, where the new one depends on something that fails": [
    copied,
    [
      ...[replication(3, "copy-b", "other"), replication(0, "copy-a"), up],
      ...[change(0, { leaderIndex: "missing" }), rename(1, 1), change(1, { after: 0 })],
      { ...up, continuesOnError: true },
    ],
  ],
  "the same, once nothing fails any more": [
    copied,
    [
      ...[replication(3, "copy-b", "other"), replication(0, "copy-a"), up],
      ...[change(0, { leaderIndex: "missing" }), rename(1, 1), change(1, { after: 0 })],
      ...[{ ...up, continuesOnError: true }, change(0, { leaderIndex: "other" }), up],
    ],
  ],
  "a rename with the new name excluded": [
    copied,
    [replication(0, "copy-a"), up, rename(0, 1), { run: "exclude", at: 0 }],
  ],
  "a rename with the old name targeted": [
    copied,
    [replication(0, "copy-a"), up, rename(0, 1), { run: "target-old", at: 0 }],
  ],
  "a removal with the old name targeted": [
    { "copy-a": "nothing" },
    [replication(0, "copy-a"), up, remove(0), { run: "target-old", at: 0 }],
  ],
  "a hidden uuid, and a rename across providers": [
    copied,
    [replication(0, "copy-a"), up, { outside: "hide" }, rename(0, 1), moved(0, "one"), up],
  ],
  "a uuid that was hidden from the start, and a destroy": [
    { "copy-a": "nothing" },
    [{ outside: "hide" }, replication(0, "copy-a"), up, { run: "destroy" }],
  ],
  "two that swap their names, with one targeted": [
    { ...copied, "copy-b": "SYNCING of other" },
    [
      ...[replication(0, "copy-a"), replication(1, "copy-b", "other"), up],
      ...[swap(0, 1), { run: "target", at: 0 } as const],
    ],
  ],
  "a connection that is taken out, and then what is written to go over it": [
    { "copy-a": "nothing" },
    [connection(0, "eu"), overEu, up, remove(0), up, remove(0), up],
  ],
  "a rule that was taken out, tainted and declared again": [
    { "logs-1": "nothing" },
    [
      ...[rule, up, remove(0), { run: "taint", at: 0 } as const, rule, up],
      { run: "destroy" } as const,
    ],
  ],
  "the same names in two stacks, of which one is destroyed": [
    copied,
    [
      ...[replication(0, "copy-a"), up],
      ...[replication(0, "stage-a"), up, { run: "destroy" } as const].map((step): Step => {
        return { ...step, stack: "second" };
      }),
    ],
  ],
  "a protected replication that is taken out": [
    copied,
    [replication(0, "copy-a"), options(0, { protect: true }), up, remove(0), failing, up],
  ],
};

async function faultOf(scene: Scene, there: There): Promise<string | undefined> {
  for (const [index, wanted] of Object.entries(there)) {
    const { status, leaderIndex } = await statusOf(scene, index);
    const is = leaderIndex === undefined ? status : `${status} of ${leaderIndex}`;
    if (is !== wanted) return `"${index}" is ${is}, not ${wanted}`;
  }
  return undefined;
}

describe("whose it is", () => {
  for (const [title, [there, steps]] of Object.entries(rows))
    it(`${title}: ${Object.values(there).join(", ")}`, () =>
      requireNoFault(steps, { finally: (scene) => faultOf(scene, there) }));

  const anew = options(0, { replacementTrigger: "2" });
  const triggered = [replication(0, "copy-a"), options(0, { replacementTrigger: "1" }), up];
  const copiesIn = async (steps: readonly Step[]): Promise<number> => {
    const uuids = new Set<string>();
    const watch = async (scene: Scene): Promise<void> => {
      const found = await scene.asked("GET", "/copy-a/_settings?flat_settings=true");
      const { settings } = (found?.["copy-a"] ?? {}) as { settings?: Record<string, string> };
      uuids.add(settings?.["index.uuid"] ?? "");
    };
    const { lines, fault } = await play(steps, { failsOver: false, deletesTwice: true, watch });
    expect(fault, lines.join("\n")).to.equal(undefined);
    return uuids.size;
  };

  it("another replacementTrigger copies anew", async () => {
    expect(await copiesIn([...triggered, anew, up])).to.equal(2);
  });
  it('another replacementTrigger with onReplace "refuse" copies nothing anew', async () => {
    const refusing = change(0, { more: { onReplace: "refuse" } });
    expect(await copiesIn([...triggered, refusing, up, anew, up])).to.equal(1);
  });
  it("another replacementTrigger of what was promoted and written to copies nothing anew", async () => {
    const promoted = [outside("stop"), outside("write")];
    expect(await copiesIn([...triggered, ...promoted, anew, up])).to.equal(1);
  });
});
