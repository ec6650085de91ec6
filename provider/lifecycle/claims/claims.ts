// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../../opensearch/answers/refusal";
import {
  type Claim,
  claimAfter,
  type ClaimNote,
  type DeletedObject,
  type Owner,
  ownerOf,
  sameObject,
} from "./claim";
import type { Journal } from "./journal";
import type { ClusterObject, Left, Note } from "./note";

type Compared = Extract<Note, { note: "compared" }>;
/** Names in a program, by whether they are at the address that is meant. */
export interface NamesDeclared {
  readonly here: readonly string[];
  readonly elsewhere: readonly string[];
}

type Named = Pick<ClusterObject, "kind" | "name">;

/** Stands in for the URN of a resource that did not send one. */
export function anonymous({ kind, name }: Named): string {
  return `${kind} ${name}`;
}

export type Claims = ReturnType<typeof claimsIn>;

/**
 * What the program declares in this deployment, and so whose an object on a cluster is.
 *
 * Every resource claims its object in the program, and again in its check; a destroy runs no program, or
 * is known to be one.
 * So what is claimed is declared, whatever `--target`, `--exclude` or a failed dependency kept from being
 * checked.
 */
export function claimsIn(journal: Journal, isDestroy: () => boolean = () => false) {
  const claims = new Map<string, Claim>();
  const urnsByName = new Map<string, Set<string>>();
  const urnsByFormer = new Map<string, string>();
  const lefts = new Map<string, Left>();
  const leaving = new Set<string>();
  const deleted = new Set<string>();
  const indexesSeen = new Set<string>();
  let seen = 0;

  const hear = (note: ClaimNote): void => {
    const claim = claimAfter(claims.get(note.urn), note);
    if (claim === undefined) return;
    claims.set(note.urn, claim);
    if (claim.formerUrn !== undefined) urnsByFormer.set(claim.formerUrn, note.urn);
    const key = anonymous(claim);
    urnsByName.set(key, (urnsByName.get(key) ?? new Set()).add(note.urn));
  };

  const upToDate = (): ReadonlyMap<string, Claim> => {
    const notes = journal.read();
    for (; seen < notes.length; seen++) {
      const note = notes[seen];
      if (note === undefined) continue;
      if ("urn" in note) hear(note);
      else if (note.note === "left") lefts.set(keyOf(note), note.left);
      else if (note.note === "taken") lefts.delete(keyOf(note));
      else if (note.note === "seen") indexesSeen.add(note.indexUuid);
      else if (note.note === "deleting") {
        leaving.add(keyOf(note));
        deleted.add(keyOf(note));
      } else leaving.delete(keyOf(note));
    }
    return claims;
  };

  const holdersOf = (object: Named): Claim[] => {
    const now = upToDate();
    const urns = [...(urnsByName.get(anonymous(object)) ?? [])];
    return urns
      .flatMap((urn) => now.get(urn) ?? [])
      .filter(({ kind, name }) => kind === object.kind && name === object.name);
  };

  return {
    note: (note: Note): void => journal.write(note),
    /** Notes that `diff` has compared the state of the resource, saved under the URN `before`, with what is declared. */
    compared(
      urn: string | undefined,
      object: ClusterObject,
      {
        before,
        ...seen
      }: Pick<Compared, "uuid" | "isCascade" | "isLeftOpen"> & { before: string | undefined },
    ): void {
      // With `aliases`, what is in the state goes by the URN that it had.
      const formerUrn = before === urn ? undefined : before;
      const known = urn ?? anonymous(object);
      journal.write({ note: "compared", urn: known, ...object, formerUrn, ...seen });
    },
    /** Notes on which cluster the resource's create begins. */
    making: (urn: string | undefined, object: Named, uuid: string): void =>
      journal.write({ note: "making", urn: urn ?? anonymous(object), uuid }),
    /** Notes that the resource's object is there; `adopted` where it was there before. */
    made: (urn: string | undefined, object: Named, uuid: string, adopted: boolean): void =>
      journal.write({ note: "made", urn: urn ?? anonymous(object), uuid, adopted }),
    /** Leaves an old object for the create that follows. */
    leave: (object: ClusterObject, left: Left = {}): void =>
      journal.write({ note: "left", ...object, left }),
    /** What a delete has left for this create; once. */
    takeLeft(object: ClusterObject): Left | undefined {
      upToDate();
      const left = lefts.get(keyOf(object));
      if (left !== undefined) journal.write({ note: "taken", ...object });
      return left;
    },
    /** Notes that an index was read on its own cluster in this deployment. */
    saw: (indexUuid: string): void => {
      if (indexUuid !== "") journal.write({ note: "seen", indexUuid });
    },
    /** Which indexes this deployment has read; what an earlier one has read is not among them. */
    indexesSeen: (): ReadonlySet<string> => {
      upToDate();
      return indexesSeen;
    },
    /** Whether a delete of the object is under way. */
    isLeaving: (object: ClusterObject): boolean => {
      upToDate();
      return leaving.has(keyOf(object));
    },
    /** Whether this deployment has deleted the object, or tried to. */
    wasDeleted: (object: ClusterObject): boolean => {
      upToDate();
      return deleted.has(keyOf(object));
    },
    /** Another resource that is declared for the same object at the same address. */
    rivalOf: (urn: string, object: ClusterObject): Claim | undefined =>
      holdersOf(object).find(
        (claim) => claim.urn !== urn && claim.isChecked && claim.host === object.host,
      ),
    /** Another resource that is declared for the same object on the cluster with this uuid, at whatever address. */
    rivalOn: (urn: string | undefined, object: Named, uuid: string): Claim | undefined =>
      uuid === "" || urn === undefined
        ? undefined
        : holdersOf(object).find(
            (claim) => claim.urn !== urn && claim.isChecked && claim.uuid === uuid,
          ),
    /** Whose an object is that is about to be deleted. */
    ownerOf({
      urn,
      ...deleted
    }: Omit<DeletedObject, "urn"> & { readonly urn: string | undefined }): Owner {
      const asked = { ...deleted, urn: urn ?? anonymous(deleted) };
      const now = upToDate();
      const moved = now.get(asked.urn) ?? now.get(urnsByFormer.get(asked.urn) ?? "");
      const holders = holdersOf(deleted);
      const counting = holders.every(({ isChecked }) => isChecked) || !isDestroy() ? holders : [];
      const owner = ownerOf(asked, counting, moved, journal.self);
      // A resource whose URN is unknown owns what it made.
      const isNamed =
        urn !== undefined || /^(another|perhaps|replacement|cascade)$/.test(owner.kind);
      return isNamed ? owner : { kind: "nobody", moved: undefined, declared: undefined };
    },
    /** What the resource with this URN is declared for, where it is. */
    claimOf: (urn: string | undefined): Claim | undefined =>
      urn === undefined ? undefined : upToDate().get(urn),
    /** The objects of a kind that the program declares at an address, and at others, which may be of the same cluster. */
    namesOf(kind: ClusterObject["kind"], host: string): NamesDeclared {
      const all = [...upToDate().values()].filter((claim) => claim.kind === kind);
      const isHere = (claim: Claim): boolean => claim.host === host || claim.host === "";
      const namesIn = (some: readonly Claim[]): string[] => some.map(({ name }) => name);
      return {
        here: namesIn(all.filter(isHere)),
        elsewhere: namesIn(all.filter((claim) => !isHere(claim))),
      };
    },
    /** Whether the object is known to be on another cluster than all that the program declares under its name. */
    isApart(object: ClusterObject & { readonly uuid: string }): boolean {
      const holders = holdersOf(object);
      return holders.length > 0 && holders.every((one) => sameObject(one, object) === "another");
    },
    /** Whether the program runs in this deployment, as far as can be seen by now: it declares something. */
    areThere: (): boolean => upToDate().size > 0,
    /** Refuses to stop or remove what another resource may have, where the notes of other processes cannot be read. */
    requireShared(what: string): void {
      const problem = journal.problem();
      if (problem === undefined) return;
      throw new Refusal(
        `${what} is left as it is: whether another resource of the program has it now is not known, since the provider's processes cannot share their notes. ${problem} Then run again.`,
      );
    },
  };
}

function keyOf({ kind, name, host }: ClusterObject): string {
  return JSON.stringify([kind, name, host]);
}
