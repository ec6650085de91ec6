// SPDX-License-Identifier: Apache-2.0
import type { Holdings } from "../../opensearch/api/holdings";
import type { Saved } from "../saved";

/** What on a cluster can belong to a resource. */
export type ObjectKind = "replication" | "connection" | "rule";

/** Something on a cluster that has a name of its own among its kind. */
export interface ClusterObject {
  readonly kind: ObjectKind;
  readonly name: string;
  /** The host that the provider asks; empty where its settings name none. */
  readonly host: string;
}

/** An old object that a delete has left for the create that follows. */
export interface Left {
  /** A replication that was stopped, with what it held, as far as that could be read. */
  readonly stopped?: { readonly held: Holdings | undefined } | undefined;
  /** It is deleted already. */
  readonly isGone?: boolean;
}

/** What a process of this deployment has learned of a resource, or done. */
export type Note =
  /** The program declares the resource, checked or not. */
  | ({ readonly note: "claimed"; readonly urn: string } & ClusterObject)
  /** `check`: the engine is about to look after it. */
  | ({ readonly note: "declared"; readonly urn: string } & ClusterObject & {
        /** Checked without olds: it will be created. */
        readonly isNew: boolean;
        /** May hold secrets, so that they do not leave the process. */
        readonly inputs?: Saved | undefined;
      })
  /** `diff`: it is in the state, with this object, perhaps under a URN that it had before. */
  | ({ readonly note: "compared"; readonly urn: string } & ClusterObject & {
        readonly formerUrn: string | undefined;
        readonly uuid: string;
        /** What would replace it is not known yet: it is deleted before its check, and created after it. */
        readonly isCascade: boolean;
        /** Whether a change means a replacement is left to the engine. */
        readonly isLeftOpen: boolean;
      })
  /** `create` begins, on the cluster with this uuid. */
  | { readonly note: "making"; readonly urn: string; readonly uuid: string }
  /** `create`: the object is there now; `adopted` where it was there before. */
  | {
      readonly note: "made";
      readonly urn: string;
      readonly uuid: string;
      readonly adopted: boolean;
    }
  /** `delete` has left the object for the create that follows. */
  | ({ readonly note: "left" } & ClusterObject & { readonly left: Left })
  /** An index was read, or promoted, on its own cluster: another one may go for it. */
  | { readonly note: "seen"; readonly indexUuid: string }
  /** That create has begun. */
  | ({ readonly note: "taken" } & ClusterObject)
  /** `delete` has begun, or has ended. */
  | ({ readonly note: "deleting" | "deleted" } & ClusterObject);

export type SignedNote = Note & { readonly by: string };
