// SPDX-License-Identifier: Apache-2.0
import type { Violation } from "../inputs/validator";
import { anonymous, type Claims } from "./claims";
import type { Note } from "./note";

/** A resource as `check` sees it. */
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
  // Checks come in any order; the one that has just been added is to give way.
  const reason =
    rival.isNew && !declared.isNew
      ? `is also what ${rival.urn} names, which is new in this program: two resources cannot own ${what} "${declared.name}". Give the new one another \`${property}\`, or remove it`
      : `names ${what} "${declared.name}", which ${rival.urn} of this program already owns: two resources cannot own it. Give one of them another \`${property}\`, or remove it`;
  return [{ property, reason }];
}
