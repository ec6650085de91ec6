// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { play } from "./play";
import { seldom, steps } from "./steps";

const runs = Number(process.env["PEOPLE"] ?? 120);
const seed = Number(process.env["PEOPLE_SEED"] ?? 1);

describe("people", function () {
  this.timeout(60 * 60_000);

  it("may edit, rename, replace, interrupt and disturb what they declare, and lose nothing by it", () =>
    lose("dynamic", runs));

  // The handlers are the same; the door has to bring everything to them and back.
  it("lose nothing through the plugin, either", () => lose("plugin", Math.ceil(runs / 3)));

  async function lose(door: "dynamic" | "plugin", numRuns: number): Promise<void> {
    let passed = 0;
    const rules = fc.record({ deletesTwice: fc.boolean(), failsOver: seldom });
    const property = fc.asyncProperty(steps, rules, async (sequence, how) => {
      const { fault } = await play(sequence, { ...how, door });
      if (fault !== undefined) throw new Error(fault);
      if (++passed % 500 === 0) console.log(`      seed ${seed}: ${passed} sequences passed`);
    });
    const found = await fc.check(property, { numRuns, seed });
    if (!found.failed) return;
    const [smallest = [], how = { deletesTwice: true, failsOver: false }] =
      found.counterexample ?? [];
    const { lines, fault } = await play(smallest, { ...how, door });
    const numbered = lines.map((line) => `  ${line}`).join("\n");
    const over = how.failsOver ? ", failing over" : "";
    const again = `${door} door, PEOPLE_SEED=${seed} after ${found.numRuns} sequences, shrunk ${found.numShrinks} times${over}`;
    throw new Error(`${fault} (${again})\n${numbered}`);
  }
});
