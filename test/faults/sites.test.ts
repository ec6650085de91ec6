// SPDX-License-Identifier: Apache-2.0
import { type Fault, faults } from "../support/faults";
import { pick, seededRandom } from "../support/seeded-random";
import { callsOfSwitch, endings, failureOf, type SitesCase } from "./sites-case";

const isExhaustive = process.env["FAULTS"] === "all";
const seed = Number(process.env["FAULTS_SEED"] ?? 1);
const versions = isExhaustive ? ["2.19.6", "3.4.0", "3.9.0"] : ["3.4.0"];
/** A sample has one call of so many, with some fault, and every fault at some call with one of the endings. */
const step = 10;

describe("the fault matrix of two sites", function () {
  this.timeout(isExhaustive ? 120 * 60_000 : 10 * 60_000);

  for (const version of versions)
    for (const [at, ending] of Object.keys(endings).entries())
      it(`${version}, a switch, then ${ending} -> every acknowledged document is on the active site, or a run refused`, async () => {
        const cases = await casesOf(version, ending, at);
        const failures: string[] = [];
        for (const one of cases) {
          const failure = await failureOf(one);
          if (failure !== undefined) failures.push(failure);
        }
        console.log(`      ${cases.length} cases${isExhaustive ? "" : `, seed ${seed}`}`);
        if (failures.length > 0)
          throw new Error(
            [`${failures.length} of ${cases.length} fail:`, ...failures].join("\n  "),
          );
      });
});

async function casesOf(version: string, ending: string, offset: number): Promise<SitesCase[]> {
  const random = seededRandom(seed + offset);
  const counts = await callsOfSwitch(version);
  const calls = (["eu", "us"] as const).flatMap((site) =>
    Array.from({ length: counts[site] }, (_none, at) => ({ site, call: at + 1 })),
  );
  const one = (call: (typeof calls)[number], fault: Fault): SitesCase => ({
    ...{ version, ending, site: call.site },
    armed: { call: call.call, fault },
  });
  if (isExhaustive) return calls.flatMap((call) => faults.map((fault) => one(call, fault)));
  const first = Math.floor(random() * step);
  return [
    ...calls
      .filter((_call, at) => at % step === first)
      .map((call) => one(call, pick(faults, random))),
    ...faults
      .filter((_fault, at) => at % Object.keys(endings).length === offset)
      .map((fault) => one(pick(calls, random), fault)),
  ];
}
