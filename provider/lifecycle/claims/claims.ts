// SPDX-License-Identifier: Apache-2.0
import { type Claim, claimAfter, type DeletedObject, type Owner, ownerOf } from "./claim";
import type { Journal } from "./journal";
import type { Note, ClusterObject } from "./note";
import type { Violation } from "../inputs/validator";

type Named = Pick<ClusterObject, "kind" | "name">;

/** In the place of the URN of a resource that does not say it. */
export function anonymous({ kind, name }: Named): string {
  return `${kind} ${name}`;
}

export type Claims = ReturnType<typeof claimsIn>;

/**
 * What the program declares in this deployment, and so whose an object on a cluster is.
 *
 * The engine calls `check`, with the URN, for every resource that the program declares, changed or
 * not, and for none in a destroy. So what was checked is declared, whatever this process has done or
 * not; a resource that `--target` leaves out is not checked.
 */
export function claimsIn(journal: Journal) {
  const claims = new Map<string, Claim>();
  let seen = 0;
  const upToDate = (): ReadonlyMap<string, Claim> => {
    const notes = journal.read();
    for (const note of notes.slice(seen)) {
      if (!("urn" in note)) continue;
      const claim = claimAfter(claims.get(note.urn), note);
      if (claim !== undefined) claims.set(note.urn, claim);
    }
    seen = notes.length;
    return claims;
  };
  return {
    note: (note: Note): void => journal.write(note),
    /** `diff` has compared the state of the resource, saved under the URN `before`, with what is declared. */
    compared(
      urn: string | undefined,
      { has, before, uuid }: { has: string; before: string | undefined; uuid: string },
    ): void {
      if (urn === undefined) return;
      // With `aliases`, what is in the state goes by the URN that it had.
      const formerUrn = before === urn ? undefined : before;
      journal.write({ note: "compared", urn, has, formerUrn, uuid });
    },
    /** The resource's object is there now; `adopted` where it was there before. */
    made: (urn: string | undefined, object: Named, uuid: string, adopted: boolean): void =>
      journal.write({ note: "made", urn: urn ?? anonymous(object), uuid, adopted }),
    /** Another resource that is declared for the same object at the same address. */
    rivalOf: (urn: string, { kind, name, host }: ClusterObject): string | undefined =>
      [...upToDate().values()].find(
        (claim) =>
          claim.urn !== urn && claim.kind === kind && claim.name === name && claim.host === host,
      )?.urn,
    /** Whose an object is that is about to be deleted. */
    ownerOf({
      urn,
      ...deleted
    }: Omit<DeletedObject, "urn"> & { readonly urn: string | undefined }): Owner {
      const asked = { ...deleted, urn: urn ?? anonymous(deleted) };
      const owner = ownerOf(asked, [...upToDate().values()], journal.self);
      // Who does not say who it is removes what it has made.
      const isNamed = urn !== undefined || owner.kind === "another" || owner.kind === "replacement";
      return isNamed ? owner : { kind: "nobody", moved: undefined };
    },
    /** What the resource with this URN is declared for, where it is. */
    claimOf: (urn: string | undefined): Claim | undefined =>
      urn === undefined ? undefined : upToDate().get(urn),
    /** Whether the program runs in this deployment, as far as can be seen by now: it declares something. */
    areThere: (): boolean => upToDate().size > 0,
    /** Whether this provider has begun to clear the follower away, in this deployment or in one of the last hour that did not come to its end. */
    isBeingCleared(name: string, host: string): boolean {
      const last = [...journal.unfinished(), ...journal.read()].findLast(
        (note) => !("urn" in note) && note.name === name && note.host === host,
      );
      return last?.note === "clearing" || last?.note === "stopped";
    },
  };
}

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
  return [
    {
      property,
      reason: `names ${what} "${declared.name}", which ${rival} of this program already owns: two resources cannot own it. Give one of them another \`${property}\`, or remove it`,
    },
  ];
}
