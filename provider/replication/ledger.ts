// SPDX-License-Identifier: Apache-2.0
import type { Holdings } from "../opensearch/api/holdings";
import type { Lineage, Promotion } from "./promote/lineage";
import type { ReplicationStatus } from "../opensearch/api/status";

/** What must be in the state of a replication if its operation ends now. */
export interface Ledger {
  /** The replication is there, or may be. */
  readonly hasBegun: boolean;
  /** It was there before, and was taken over. */
  readonly isAdopted: boolean;
  /** When this copy was started or taken over (ISO 8601, UTC). */
  readonly startedAt: string;
  /** An old copy that was stopped to be replaced; with what it held, as far as that could be read. */
  readonly stopped: { readonly held: Holdings | undefined } | undefined;
  /** What it was promoted from, where this operation has promoted it. */
  readonly promotion: Promotion | undefined;
  /** The overrides are those that were wanted. */
  readonly areSettingsSent: boolean;
  /** The last status that an operation which failed has seen. */
  readonly seen: ReplicationStatus | undefined;
}

/** What the state knows of a promotion, before an operation. */
export interface PromotedBefore {
  readonly promotion?: Promotion | undefined;
  /** The leader's index that was copied. */
  readonly copyOf?: Lineage | undefined;
  /** The stack itself has promoted it, or begun to: it may be blocked before it is compared. */
  readonly isOwn: boolean;
  /** The other site was blocked or opened since. */
  readonly isDisturbed: boolean;
  /** The indexes, by their uuids, that this deployment has read on their own clusters. */
  readonly indexesSeen: ReadonlySet<string>;
}

/** A ledger that only `perform`, and the steps it takes, write to. */
export class OpenLedger implements Ledger {
  hasBegun = false;
  isAdopted = false;
  stopped: Ledger["stopped"];
  promotion: Promotion | undefined;
  areSettingsSent = false;
  seen: ReplicationStatus | undefined;
  /** A new copy was started, and not only taken over. */
  isCopyNew = false;
  /** What the state knows of a promotion. */
  before: PromotedBefore = { isOwn: false, isDisturbed: false, indexesSeen: new Set() };
  /** An index of the name was deleted just now: a writer that is still attached may make it anew. */
  isNameFreed = false;

  constructor(
    private readonly now: () => string,
    public startedAt = "",
    /** What an earlier operation has stopped and not replaced yet. */
    stopped?: Ledger["stopped"],
  ) {
    this.stopped = stopped;
  }

  /** A new copy runs, or one that stood there is taken over. */
  started(how: "started" | "adopted"): void {
    this.begun();
    this.stopped = undefined;
    if (how === "adopted") this.isAdopted = true;
    else this.isCopyNew = true;
    this.startedAt = this.now();
  }

  /** A start may have been accepted. */
  begun(): void {
    this.hasBegun = true;
  }

  /** It follows nothing any more, and is the wished index all the same. */
  promoted(promotion: Promotion): void {
    this.begun();
    this.stopped = undefined;
    this.promotion = promotion;
  }

  /** The old copy is about to be stopped, to make room for a new one. */
  stopping(held: Holdings | undefined): void {
    this.stopped = { held };
  }

  /** The old copy runs on. */
  kept(): void {
    this.stopped = undefined;
  }
}
