// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import type { JsonObject } from "../json/json";
import { numberSetting, setting, type Settings } from "./settings";

/** A random identifier of the length and alphabet that the server uses. */
export const newUuid = (): string => randomBytes(16).toString("base64url");

/** One write in an index's history. */
export interface Operation {
  id: string;
  /** Undefined for a deletion. */
  source: JsonObject | undefined;
  at: number;
}

/** A document as it stands. */
export interface StoredDocument {
  source: JsonObject;
  version: number;
  seqNo: number;
  primaryTerm: number;
  at: number;
}

/** An index: its history, its documents and what keeps it from working. */
export class IndexState {
  open = true;
  primaryTerm = 1;
  /** A primary that no node will take. */
  red = false;
  /** Its files are still being copied from a leader. */
  restoring = false;
  /** The replication plugin's write block, id 1000. */
  replicationBlock = false;
  /** Left by a stop that raced with the start: it takes no ordinary writes. */
  halfRestored = false;
  refreshedAt = 0;
  /** How many operations followers have fetched. */
  operationsRead = 0;
  readonly aliases = new Map<string, JsonObject>();
  readonly operations: Operation[] = [];
  readonly documents = new Map<string, StoredDocument>();
  /** Retention leases by id, with the time each was last renewed. */
  readonly leases = new Map<string, number>();

  constructor(
    readonly name: string,
    public settings: Settings,
    public mappings: JsonObject = {},
    readonly uuid = setting(settings, "index.uuid") ?? newUuid(),
  ) {}

  get shards(): number {
    return numberSetting(this.settings, "index.number_of_shards", 1);
  }

  get replicas(): number {
    return numberSetting(this.settings, "index.number_of_replicas", 1);
  }

  /** Sum of the shards' checkpoints: each counts from -1. */
  get checkpoint(): number {
    return this.operations.length - this.shards;
  }

  get health(): "green" | "yellow" | "red" {
    if (this.red || this.restoring) return "red";
    return this.replicas > 0 ? "yellow" : "green";
  }

  get active(): boolean {
    return !this.red && !this.restoring;
  }

  /** Adds a write to the history. */
  record(operation: Operation): StoredDocument | undefined {
    const seqNo = this.operations.push(operation) - 1;
    const { id, source, at } = operation;
    const before = this.documents.get(id);
    if (source === undefined) {
      this.documents.delete(id);
      return undefined;
    }
    const version = (before?.version ?? 0) + 1;
    const document = { source, version, seqNo, primaryTerm: this.primaryTerm, at };
    this.documents.set(id, document);
    return document;
  }

  /** Forgets everything written. */
  empty(): void {
    this.operations.length = 0;
    this.documents.clear();
  }

  /** Documents that a search sees: those written before the last refresh. */
  searchable(now: number, refreshEvery: number): [string, StoredDocument][] {
    const seen = Math.max(this.refreshedAt, now - refreshEvery);
    return [...this.documents].filter(([, document]) => document.at <= seen);
  }

  /** Closing and opening each move the primary elsewhere, so to speak: the term grows. */
  setOpen(open: boolean): void {
    if (this.open !== open) this.primaryTerm += 1;
    this.open = open;
  }
}
