// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { play } from "./play";
import { seldom, steps } from "./steps";

const runs = Number(process.env["PEOPLE"] ?? 120);
const seed = Number(process.env["PEOPLE_SEED"] ?? 1);

describe("people", function () {
  this.timeout(60 * 60_000);

  it("may edit, rename, replace, interrupt and disturb what they declare, and lose nothing by it", async () => {
    let passed = 0;
    const rules = fc.record({ deletesTwice: fc.boolean(), failsOver: seldom });
    const property = fc.asyncProperty(steps, rules, async (sequence, how) => {
      const { fault } = await play(sequence, how);
      if (fault !== undefined) throw new Error(fault);
      if (++passed % 500 === 0) console.log(`      seed ${seed}: ${passed} sequences passed`);
    });
    const found = await fc.check(property, { numRuns: runs, seed });
    if (!found.failed) return;
    const [smallest = [], how = { deletesTwice: true, failsOver: false }] =
      found.counterexample ?? [];
    const { lines, fault } = await play(smallest, how);
    const numbered = lines.map((line) => `  ${line}`).join("\n");
    const over = how.failsOver ? ", failing over" : "";
    const again = `PEOPLE_SEED=${seed} after ${found.numRuns} sequences, shrunk ${found.numShrinks} times${over}`;
    throw new Error(`${fault} (${again})\n${numbered}`);
  });
});
