// SPDX-License-Identifier: Apache-2.0
import { type Fault, faults } from "../support/faults";
import { pick } from "../support/seeded-random";
import type { Ending, FaultCase } from "./fault-case";
import type { Scenario } from "./scenario";

/** Every fault at every call, with every ending that makes sense. */
export function allCases(scenario: Scenario, callCount: number): FaultCase[] {
  const calls = Array.from({ length: callCount }, (_none, index) => index + 1);
  return calls.flatMap((call) =>
    faults.flatMap((fault) =>
      endingsOf(scenario, fault).map((ending) => ({ scenario, armed: { call, fault }, ending })),
    ),
  );
}

/** Every fault at some call, and every call with some fault. */
export function sampledCases(
  scenario: Scenario,
  callCount: number,
  random: () => number,
): FaultCase[] {
  // What makes no call cannot meet a fault.
  if (callCount === 0) return [];
  const all = allCases(scenario, callCount);
  const some = (isMeant: (one: FaultCase) => boolean): FaultCase =>
    pick(all.filter(isMeant), random);
  const calls = Array.from({ length: callCount }, (_none, index) => index + 1);
  return [
    ...new Set([
      ...faults.map((fault) => some((one) => one.armed?.fault === fault)),
      ...calls.map((call) => some((one) => one.armed?.call === call)),
    ]),
  ];
}

/** A killed process may leave a create of which only another `up` can know. */
function endingsOf({ run }: Scenario, { kind }: Fault): Ending[] {
  return run.kind === "destroy" || kind === "kill" ? ["again"] : ["again", "destroy"];
}
