// SPDX-License-Identifier: Apache-2.0
import type { Saved } from "../contract";
import type { SignedNote, ClusterObject, WantedStart } from "./note";

/** A resource that the program declares in this deployment, and the object that it is to have. */
export interface Claim extends ClusterObject {
  readonly urn: string;
  /** A URN that it had before, by which its state may still go. */
  readonly formerUrn: string | undefined;
  /** The cluster, as far as it is known; empty where it is not. */
  readonly uuid: string;
  /** The name of the object that it has in the state, where the engine has compared that. */
  readonly has: string | undefined;
  /** The last check was without olds: it will be created, for the first time or again. */
  readonly isNew: boolean;
  /** It was checked with olds: the engine has looked at what is in the state. */
  readonly isKnown: boolean;
  readonly start: WantedStart | undefined;
  /** All its inputs, where this process has checked it. */
  readonly inputs: Saved | undefined;
  /** How its create went: not yet, made, or taken over from what stood there. */
  readonly made: "not yet" | "made" | "adopted";
  /** The old one was left to be changed in place. */
  readonly isLeft: boolean;
  readonly by: string;
}

/** The claim of a resource after one more note about it; `undefined` while it is not declared. */
export function claimAfter(
  known: Claim | undefined,
  note: Extract<SignedNote, { urn: string }>,
): Claim | undefined {
  switch (note.note) {
    case "declared": {
      const { urn, kind, name, host, isNew, start, inputs, by } = note;
      const { formerUrn, uuid = "", has } = known ?? {};
      const isKnown = !isNew || known?.isKnown === true;
      const declared = { urn, kind, name, host, isNew, start, inputs, by };
      return { ...declared, formerUrn, uuid, has, isKnown, isLeft: false, made: "not yet" };
    }
    case "compared": {
      const { uuid, formerUrn, has } = note;
      return known === undefined ? undefined : { ...known, uuid, formerUrn, has };
    }
    case "made": {
      const { uuid, adopted } = note;
      return known === undefined
        ? undefined
        : { ...known, uuid, made: adopted ? "adopted" : "made" };
    }
    case "left":
      return known === undefined ? undefined : { ...known, isLeft: true };
  }
}

/** An object that a resource with this URN is about to remove. */
export interface DeletedObject extends ClusterObject {
  readonly urn: string;
  /** The cluster that it is on; empty where that is hidden. */
  readonly uuid: string;
}

/** Whose an object is that is about to be removed. */
export type Owner =
  /** Nobody's that the program declares; `moved` where the resource is declared with another object. */
  | { readonly kind: "nobody"; readonly moved: Claim | undefined }
  /** Another resource's: it is left alone. */
  | { readonly kind: "another"; readonly urn: string; readonly isNew: boolean }
  /** The same resource's, which has it and keeps it: what is removed is an old entry of the state. */
  | { readonly kind: "itself"; readonly claim: Claim }
  /** The same resource's, which will be created again under the same name. */
  | { readonly kind: "replacement"; readonly claim: Claim }
  /**
   * The same resource's, recreated before the old one is removed and without a look at the state
   * (`--target-replace`, `pulumi state taint`): what stood there was taken over.
   */
  | { readonly kind: "forced"; readonly claim: Claim };

/** Whose an object is, by what the program declares. `self` is the process that asks. */
export function ownerOf(deleted: DeletedObject, claims: readonly Claim[], self: string): Owner {
  const isOwn = ({ urn, formerUrn }: Claim): boolean =>
    urn === deleted.urn || formerUrn === deleted.urn;
  const holders = claims.filter((claim) => isSameObject(claim, deleted));
  const other = holders.find((claim) => !isOwn(claim));
  if (other !== undefined) return { kind: "another", urn: other.urn, isNew: other.isNew };
  const claim = holders.find(isOwn);
  if (claim === undefined) return { kind: "nobody", moved: claims.find(isOwn) };
  if (claim.isNew && claim.made === "not yet") return { kind: "replacement", claim };
  const isForced = claim.made === "adopted" && !claim.isKnown && claim.by === self;
  return { kind: isForced ? "forced" : "itself", claim };
}

/** Who has the object now, unless that is a resource about to be created in its place. */
export function holderOf(owner: Owner): string | undefined {
  if (owner.kind === "another") return owner.urn;
  return owner.kind === "itself" || owner.kind === "forced" ? owner.claim.urn : undefined;
}

/** Whether both are one object; clusters that cannot be told apart count as one. */
function isSameObject(claim: Claim, object: DeletedObject): boolean {
  if (claim.kind !== object.kind || claim.name !== object.name) return false;
  if (claim.host === object.host) return true;
  return claim.uuid === "" || object.uuid === "" || claim.uuid === object.uuid;
}
