// SPDX-License-Identifier: Apache-2.0
import { seededRandom } from "../support/seeded-random";
import type { ProxiedCall } from "../support/fault-proxy";
import { benchBehindPlugin, benchInProcess } from "./benches";
import { allCases, sampledCases } from "./cases";
import { type FaultCase, failureOf } from "./fault-case";
import type { Scenario } from "./scenario";
import { scenarios } from "./scenarios";

const isExhaustive = process.env["FAULTS"] === "all";
const seed = Number(process.env["FAULTS_SEED"] ?? 1);

describe("the fault matrix", function () {
  this.timeout(isExhaustive ? 60 * 60_000 : 5 * 60_000);
  let count = 0;

  /** Of a sample, the plugin's door gets a part: what happens behind it is the same. */
  const comesOut = async (
    scenario: Scenario,
    bench: typeof benchInProcess,
    every: number,
  ): Promise<void> => {
    const plain: FaultCase = { scenario, armed: undefined, ending: "again" };
    const calls: ProxiedCall[] = [];
    const failures = [await failureOf(bench, plain, calls)];
    const random = seededRandom(seed);
    const cases = isExhaustive
      ? allCases(scenario, calls.length)
      : sampledCases(scenario, calls.length, random).filter((_, at) => at % every === 0);
    for (const one of cases) failures.push(await failureOf(bench, one, calls));
    count += cases.length + 1;
    const said = failures.filter((failure) => failure !== undefined);
    if (said.length === 0) return;
    const header = `${said.length} of ${cases.length + 1} cases of “${scenario.name}” fail:`;
    throw new Error([header, ...said].join("\n  "));
  };

  for (const scenario of scenarios) {
    it(`${scenario.name} comes out right, whatever happens to any of its calls`, () =>
      comesOut(scenario, benchInProcess, 1));
    it(`${scenario.name} comes out right through the plugin, too`, () =>
      comesOut(scenario, benchBehindPlugin, 4));
  }

  after(() => {
    const which = isExhaustive
      ? "every case"
      : `a sample, seed ${seed} (FAULTS=all runs every case)`;
    console.log(`      ${count} cases in ${scenarios.length} scenarios: ${which}`);
  });
});
