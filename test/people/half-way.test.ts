// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { play } from "./play";
import { isAll, options, outside, replication, up } from "./rows";
import type { Step } from "./steps";
import { statusOf } from "./things";

const begun = [replication(0, "copy-a"), options(0, { replacementTrigger: "1" }), up];

/** Forced replacements, which the engine creates before it deletes. */
const forced: Readonly<Record<string, Step>> = {
  "a taint": { run: "taint", at: 0 },
  "another replacementTrigger": options(0, { replacementTrigger: "2" }),
};

/** What the follower is in the end, and whether the run was interrupted at that request. */
async function after(
  step: Step,
  cutOffAt: number,
  then: readonly Step[],
): Promise<{ readonly status: string; readonly isOver: boolean; readonly lines: string }> {
  let status = "";
  const sequence = [...begun, step, { ...up, cutOffAt }, ...then];
  const { lines, fault, wasInterrupted } = await play(sequence, {
    ...{ failsOver: false, deletesTwice: false },
    finally: async (scene) => void ({ status } = await statusOf(scene, "copy-a")),
  });
  expect(fault, lines.join("\n")).to.equal(undefined);
  return { status, isOver: !wasInterrupted, lines: lines.join("\n") };
}

describe("a forced replacement that is cut off at any request", () => {
  for (const [title, step] of Object.entries(forced))
    it(`${title}: the next up brings the copy back, or names the way out, after which the one after it does`, async () => {
      for (let request = 1; ; request += isAll ? 1 : 2) {
        const next = await after(step, request, [up]);
        if (next.isOver) return;
        if (next.status === "SYNCING") continue;
        expect(next.lines, next.lines).to.match(/failed: [^]*delete it \(DELETE \/copy-a/);
        const { status, lines } = await after(step, request, [up, outside("delete"), up]);
        expect(status, lines).to.equal("SYNCING");
      }
    });
});
