// SPDX-License-Identifier: Apache-2.0
import { type Claim, claimAfter, type DeletedObject, type Owner, ownerOf } from "./claim";
import type { Journal } from "./journal";
import type { Note, ClusterObject } from "./note";
import type { Violation } from "../validator";

/**
 * What the program declares in this deployment, and so whose an object on a cluster is.
 *
 * The engine calls `check`, with the URN, for every resource that the program declares, changed or
 * not, and for none in a destroy. So what was checked is declared, whatever this process has done or
 * not; a resource that `--target` leaves out is not checked.
 */
export interface Claims {
  note(note: Note): void;
  /** `diff` has compared the state of the resource, saved under the URN `before`, with what is declared. */
  compared(
    urn: string | undefined,
    state: { readonly has: string; readonly before: string | undefined; readonly uuid: string },
  ): void;
  /** The resource's object is there now; `adopted` where it was there before. */
  made(urn: string | undefined, object: Named, uuid: string, adopted: boolean): void;
  /** Another resource that is declared for the same object at the same address. */
  rivalOf(urn: string, object: ClusterObject): string | undefined;
  /** Whose an object is that is about to be removed. */
  ownerOf(deleted: Omit<DeletedObject, "urn"> & { readonly urn: string | undefined }): Owner;
  /** What the resource with this URN is declared for, where it is. */
  claimOf(urn: string | undefined): Claim | undefined;
  /** Whether the program runs in this deployment, as far as can be seen by now: it declares something. */
  areThere(): boolean;
  /** Whether this provider has begun to clear the follower away, in this deployment or in one of the last hour that did not come to its end. */
  isBeingCleared(name: string, host: string): boolean;
}

type Named = Pick<ClusterObject, "kind" | "name">;

/** In the place of the URN of a resource that does not say it. */
export function anonymous({ kind, name }: Named): string {
  return `${kind} ${name}`;
}

export function claimsIn(journal: Journal): Claims {
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
    note: (note) => journal.write(note),
    compared(urn, { has, before, uuid }) {
      if (urn === undefined) return;
      // With `aliases`, what is in the state goes by the URN that it had.
      const formerUrn = before === urn ? undefined : before;
      journal.write({ note: "compared", urn, has, formerUrn, uuid });
    },
    made: (urn, object, uuid, adopted) =>
      journal.write({ note: "made", urn: urn ?? anonymous(object), uuid, adopted }),
    rivalOf: (urn, { kind, name, host }) =>
      [...upToDate().values()].find(
        (claim) =>
          claim.urn !== urn && claim.kind === kind && claim.name === name && claim.host === host,
      )?.urn,
    ownerOf({ urn, ...deleted }) {
      const asked = { ...deleted, urn: urn ?? anonymous(deleted) };
      const owner = ownerOf(asked, [...upToDate().values()], journal.self);
      // Who does not say who it is removes what it has made.
      const isNamed = urn !== undefined || owner.kind === "another" || owner.kind === "replacement";
      return isNamed ? owner : { kind: "nobody", moved: undefined };
    },
    claimOf: (urn) => (urn === undefined ? undefined : upToDate().get(urn)),
    areThere: () => upToDate().size > 0,
    isBeingCleared(name, host) {
      const last = [...journal.unfinished(), ...journal.read()].findLast(
        (note) => !("urn" in note) && note.name === name && note.host === host,
      );
      return last?.note === "clearing" || last?.note === "stopped";
    },
  };
}

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
