// SPDX-License-Identifier: Apache-2.0
import type { Saved } from "../contract";

/** What on a cluster can belong to a resource. */
export type ObjectKind = "replication" | "connection" | "rule";

/** Something on a cluster that has a name of its own among its kind. */
export interface ClusterObject {
  readonly kind: ObjectKind;
  readonly name: string;
  /** The host that the provider asks; empty where its settings name none. */
  readonly host: string;
}

/** The start that a declared replication would send: what another process needs to try it. */
export interface WantedStart {
  readonly leaderIndex: string;
  readonly leaderAlias?: string | undefined;
  readonly useRoles?:
    { readonly leaderClusterRole: string; readonly followerClusterRole: string } | undefined;
  readonly ifIndexExists: "adopt" | "fail" | "overwrite";
  readonly onReplace: "overwrite" | "refuse";
}

/** What a provider process has learned in this deployment of a resource, or done. */
export type Note =
  /** `check`: the program declares the resource. */
  | ({ readonly note: "declared"; readonly urn: string } & ClusterObject & {
        /** Checked without olds: it will be created. */
        readonly isNew: boolean;
        readonly start?: WantedStart | undefined;
        /** May hold secrets, so that they do not leave the process. */
        readonly inputs?: Saved | undefined;
      })
  /** `diff`: it is in the state, with the object of this name, perhaps under a URN that it had before. */
  | {
      readonly note: "compared";
      readonly urn: string;
      readonly has: string;
      readonly formerUrn: string | undefined;
      readonly uuid: string;
    }
  /** `create`: the object is there now. */
  | {
      readonly note: "made";
      readonly urn: string;
      readonly uuid: string;
      /** It was there before, and was taken over. */
      readonly adopted: boolean;
    }
  /** `delete` has left the object as it is, for the `create` that follows to change it in place. */
  | { readonly note: "left"; readonly urn: string }
  /**
   * A follower is about to be stopped by this provider, for its index to be deleted: until that is done,
   * an index that stands there, stopped, is no person's.
   */
  | { readonly note: "clearing"; readonly name: string; readonly host: string }
  /** The index is deleted. */
  | { readonly note: "cleared"; readonly name: string; readonly host: string }
  /** A follower was stopped for another resource's sake: in this deployment, its own resource may still delete it. */
  | { readonly note: "stopped"; readonly name: string; readonly host: string };

export type SignedNote = Note & { readonly by: string };
