// SPDX-License-Identifier: Apache-2.0
import type { Saved } from "../saved";
import type { ClusterObject, SignedNote } from "./note";

/** A resource that the program declares in this deployment, and the object that it is to have. */
export interface Claim extends ClusterObject {
  readonly urn: string;
  /** A URN that it had before, by which its state may still go. */
  readonly formerUrn: string | undefined;
  /** The cluster, as far as it is known; empty where it is not. */
  readonly uuid: string;
  /** The name of the object that it has in the state, where the engine has compared that. */
  readonly has: string | undefined;
  /** Whether the engine has checked it: what `--exclude` or a failed dependency keeps back is declared, too. */
  readonly isChecked: boolean;
  /** Compared before its check with inputs that were not known: what it depends on is deleted before it is replaced. */
  readonly isCascade: boolean;
  /** The comparison has left it to the engine what a change means, which may be a replacement (`replaceOnChanges`). */
  readonly isLeftOpen: boolean;
  /** The last check was without olds: it will be created, for the first time or again. */
  readonly isNew: boolean;
  /** It was checked with olds: the engine has looked at what is in the state. */
  readonly isKnown: boolean;
  /** All its inputs, where this process has checked it. */
  readonly inputs: Saved | undefined;
  /** How its create went: not yet, made, or taken over from what stood there. */
  readonly made: "not yet" | "made" | "adopted";
  /** Its create has begun in this deployment. */
  readonly isBegun?: boolean;
  readonly by: string;
}

export type ClaimNote = Extract<SignedNote, { urn: string }>;

/** The claim of a resource after one more note about it; `undefined` while it is not declared. */
export function claimAfter(known: Claim | undefined, note: ClaimNote): Claim | undefined {
  switch (note.note) {
    case "claimed":
      return known ?? unchecked(note);
    case "declared": {
      const { urn, kind, name, host, isNew, inputs, by } = note;
      const { formerUrn, uuid = "", has, isLeftOpen = false } = known ?? {};
      const isKnown = !isNew || known?.isKnown === true;
      const declared = { urn, kind, name, host, isNew, inputs, by };
      const flags = { isChecked: true, isCascade: false, isLeftOpen, isKnown };
      return { ...declared, ...flags, formerUrn, uuid, has, made: "not yet" };
    }
    case "compared": {
      const { uuid, formerUrn, name: has, isCascade, isLeftOpen } = note;
      // A refresh compares what no program declares.
      if (known === undefined && !isCascade) return undefined;
      return { ...(known ?? unchecked(note)), uuid, formerUrn, has, isCascade, isLeftOpen };
    }
    case "making":
      return known && { ...known, uuid: note.uuid, isBegun: true };
    case "made":
      return known && { ...known, uuid: note.uuid, made: note.adopted ? "adopted" : "made" };
  }
}

function unchecked({
  urn,
  kind,
  name,
  host,
  by,
}: ClusterObject & { urn: string; by: string }): Claim {
  const nothing = { formerUrn: undefined, uuid: "", has: undefined, inputs: undefined };
  const none = { isChecked: false, isCascade: false, isLeftOpen: false };
  const flags = { ...none, isNew: false, isKnown: false };
  return { urn, kind, name, host, by, ...nothing, ...flags, made: "not yet" };
}

/** An object that a resource with this URN is about to remove. */
export interface DeletedObject extends ClusterObject {
  readonly urn: string;
  /** The cluster that it is on; empty where that is hidden. */
  readonly uuid: string;
}

/** Whose an object is that is about to be removed. */
export type Owner =
  /**
   * Nobody's, or to be destroyed all the same; `moved` where the resource is declared with another object,
   * `declared` where with this one, though the engine has not checked it (`destroy --run-program`).
   */
  | {
      readonly kind: "nobody";
      readonly moved: Claim | undefined;
      readonly declared: Claim | undefined;
    }
  /** Another resource's: it is left alone. */
  | { readonly kind: "another"; readonly claim: Claim }
  /** Another resource's and, by a mistake of the program, the same one's, which is about to be replaced. */
  | { readonly kind: "contested"; readonly claim: Claim }
  /** Perhaps another resource's, or the same one's at another address: whether both are on one cluster is not known. */
  | { readonly kind: "perhaps"; readonly claim: Claim }
  /** The same resource's, which has it and keeps it: what is removed is an old entry of the state. */
  | { readonly kind: "itself"; readonly claim: Claim }
  /** The same resource's, which will be created again under the same name. */
  | { readonly kind: "replacement"; readonly claim: Claim }
  /** The same resource's, deleted before its own check, since what it depends on is deleted before it is replaced. */
  | { readonly kind: "cascade"; readonly claim: Claim }
  /**
   * The same resource's, created again before the old one is removed (`--target-replace`, `pulumi state
   * taint`, `replaceWith`, `replacementTrigger`): what stood there was taken over.
   */
  | { readonly kind: "forced"; readonly claim: Claim };

/** Whose an object is, by what the program declares under its name. `self` is the process that asks. */
export function ownerOf(
  deleted: DeletedObject,
  holders: readonly Claim[],
  moved: Claim | undefined,
  self: string,
): Owner {
  const isOwn = ({ urn, formerUrn }: Claim): boolean =>
    urn === deleted.urn || formerUrn === deleted.urn;
  const sameness = (claim: Claim): Sameness => sameObject(claim, deleted);
  const others = holders.filter((claim) => !isOwn(claim));
  const other = others.find((claim) => sameness(claim) === "same");
  const claim = holders.find((one) => isOwn(one) && sameness(one) === "same");
  if (other !== undefined) {
    const isReplaced = claim?.isChecked === true && claim.isNew && claim.made === "not yet";
    return { kind: isReplaced ? "contested" : "another", claim: other };
  }
  if (claim === undefined) {
    const perhaps = holders.find((one) => sameness(one) === "perhaps");
    return perhaps === undefined
      ? { kind: "nobody", moved, declared: undefined }
      : { kind: "perhaps", claim: perhaps };
  }
  if (claim.isCascade) return { kind: "cascade", claim };
  if (!claim.isChecked) return { kind: "nobody", moved: undefined, declared: claim };
  if (claim.isNew && claim.made === "not yet") return { kind: "replacement", claim };
  const isForced = claim.isNew && claim.made === "adopted" && claim.by === self;
  return { kind: isForced ? "forced" : "itself", claim };
}

/** Who has the object now, unless that is a resource about to be created in its place. */
export function holderOf(owner: Owner): string | undefined {
  if (owner.kind === "another") return owner.claim.urn;
  return owner.kind === "itself" || owner.kind === "forced" ? owner.claim.urn : undefined;
}

type Sameness = "same" | "another" | "perhaps";

/** Whether both are one object: the uuid of the cluster tells. One cluster may have two addresses, or one that is not known yet. */
export function sameObject(claim: Claim, object: Pick<DeletedObject, "uuid" | "host">): Sameness {
  const areKnown = claim.uuid !== "" && object.uuid !== "";
  if (areKnown) return claim.uuid === object.uuid ? "same" : "another";
  return claim.host === object.host ? "same" : "perhaps";
}
