// SPDX-License-Identifier: Apache-2.0
import type { Violation } from "../validator";
import { anonymous, type Claims } from "./claims";
import type { Note } from "./note";

/** A resource as `check` is told of it. */
export type Declared = Omit<Extract<Note, { note: "declared" }>, "note" | "urn"> & {
  readonly urn: string | undefined;
};

/** Notes that the program declares the resource; says so where another one is declared for the same object. */
export function declare(
  claims: Claims,
  { urn: known, ...declared }: Declared,
  property: string,
  what: string,
): Violation[] {
  const urn = known ?? anonymous(declared);
  claims.note({ note: "declared", urn, ...declared });
  const rival = claims.rivalOf(urn, declared);
  if (rival === undefined) return [];
  return [
    {
      property,
      reason: `names ${what} "${declared.name}", which ${rival} of this program has already: two resources cannot own it. Give one of them another \`${property}\`, or take it out`,
    },
  ];
}
