// SPDX-License-Identifier: Apache-2.0
import type { ProxiedCall } from "../support/fault-proxy";
import { type Fault, faults } from "../support/faults";
import { pick, seededRandom } from "../support/seeded-random";
import { benchInProcess, benchWithHost } from "./benches";
import { type FaultCase, failureOf } from "./fault-case";
import { scenarios } from "./scenarios";

const isLong = process.env["FAULTS"] === "all";
const seed = Number(process.env["FAULTS_SEED"] ?? 1);

/** Rows without waits that the real clock would make long. */
const rows = [
  'create that waits for "syncing"',
  "create of a paused one",
  "update that resumes what we have paused",
  "replacement under the same name by another leader index",
  "destroy of a running replication",
];
/** Beyond these, the number of calls depends on the real clock. */
const certainCalls = 3;
const width = 3;

describe("the fault matrix in the SDK's provider process", function () {
  this.timeout(10 * 60_000);

  it("comes out right in a sample with every kind of fault", async () => {
    const random = seededRandom(seed);
    const calls = await callsOfRows();
    const cases = sampledFaults(random).map((fault): FaultCase => {
      const scenario = pick(
        scenarios.filter(({ name }) => rows.includes(name)),
        random,
      );
      const call = 1 + Math.floor(random() * certainCalls);
      return { scenario, armed: { call, fault }, ending: "again" };
    });
    const failures: string[] = [];
    const waiting = [...cases];
    const work = async (): Promise<void> => {
      for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
        const expected = calls.get(one.scenario.name) ?? [];
        const failure = await failureOf(benchWithHost, one, expected);
        if (failure !== undefined) failures.push(`${one.scenario.name}: ${failure}`);
      }
    };
    await Promise.all(Array.from({ length: width }, work));
    console.log(`      ${cases.length} cases through the real process, seed ${seed}`);
    if (failures.length > 0)
      throw new Error([`${failures.length} of ${cases.length} fail:`, ...failures].join("\n  "));
  });
});

/** Every fault three times, or one of each kind and a few more. */
function sampledFaults(random: () => number): readonly Fault[] {
  if (isLong) return [...faults, ...faults, ...faults];
  const kinds = [...new Set(faults.map(({ kind }) => kind))];
  const one = (of: readonly Fault[]): Fault => pick(of, random);
  return [
    ...kinds.map((wanted) => one(faults.filter(({ kind }) => kind === wanted))),
    ...[1, 2, 3].map(() => one(faults)),
  ];
}

/** The calls that each row makes, for the report. */
async function callsOfRows(): Promise<Map<string, ProxiedCall[]>> {
  const found = new Map<string, ProxiedCall[]>();
  for (const scenario of scenarios.filter(({ name }) => rows.includes(name))) {
    const calls: ProxiedCall[] = [];
    await failureOf(benchInProcess, { scenario, armed: undefined, ending: "again" }, calls);
    found.set(scenario.name, calls);
  }
  return found;
}
