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

/** How many fail-overs of a scenario are in a sample. */
const promotions = 3;

/** Every fault at some call, every call with some fault, and some fail-overs by hand. */
export function sampledCases(
  scenario: Scenario,
  callCount: number,
  random: () => number,
): FaultCase[] {
  // Where nobody is asked, nothing can fail.
  if (callCount === 0) return [];
  const all = allCases(scenario, callCount);
  const some = (isMeant: (one: FaultCase) => boolean): FaultCase =>
    pick(all.filter(isMeant), random);
  const calls = Array.from({ length: callCount }, (_none, index) => index + 1);
  const isPromoted = ({ ending }: FaultCase): boolean => ending === "promote";
  return [
    ...new Set([
      ...faults.map((fault) => some((one) => one.armed?.fault === fault && !isPromoted(one))),
      ...calls.map((call) => some((one) => one.armed?.call === call && !isPromoted(one))),
      ...Array.from({ length: promotions }, () => some(isPromoted)),
    ]),
  ];
}

/** A killed process may leave a create of which only another `up` can know. */
function endingsOf({ run }: Scenario, { kind }: Fault): Ending[] {
  if (kind === "kill") return ["again", "promote"];
  return run.kind === "destroy" ? ["again"] : ["again", "destroy"];
}
