// SPDX-License-Identifier: Apache-2.0
import { seededRandom } from "../support/seeded-random";
import type { ProxiedCall } from "../support/fault-proxy";
import { benchInProcess } from "./benches";
import { allCases, sampledCases } from "./cases";
import { type FaultCase, failureOf } from "./fault-case";
import { scenarios } from "./scenarios";

const isExhaustive = process.env["FAULTS"] === "all";
const seed = Number(process.env["FAULTS_SEED"] ?? 1);

describe("the fault matrix", function () {
  this.timeout(isExhaustive ? 60 * 60_000 : 5 * 60_000);
  let count = 0;

  for (const scenario of scenarios) {
    it(`${scenario.name} comes out right, whatever happens to any of its calls`, async () => {
      const plain: FaultCase = { scenario, armed: undefined, ending: "again" };
      const calls: ProxiedCall[] = [];
      const failures = [await failureOf(benchInProcess, plain, calls)];
      const random = seededRandom(seed);
      const cases = isExhaustive
        ? allCases(scenario, calls.length)
        : sampledCases(scenario, calls.length, random);
      for (const one of cases) failures.push(await failureOf(benchInProcess, one, calls));
      count += cases.length + 1;
      const said = failures.filter((failure) => failure !== undefined);
      if (said.length === 0) return;
      const header = `${said.length} of ${cases.length + 1} cases of “${scenario.name}” fail:`;
      throw new Error([header, ...said].join("\n  "));
    });
  }

  after(() => {
    const which = isExhaustive
      ? "every case"
      : `a sample, seed ${seed} (FAULTS=all runs every case)`;
    console.log(`      ${count} cases in ${scenarios.length} scenarios: ${which}`);
  });
});
