// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from "../json/json";
import { shardOf } from "./routing";
import { numberSetting, setting, type Settings } from "./settings";
import { ShardNumbers } from "./shard-numbers";
import { newUuid } from "./uuid";

/** One write in an index's history. */
export interface Operation {
  id: string;
  /** Undefined for a deletion. */
  source: JsonObject | undefined;
  at: number;
}

/** A write with its place: a shard, and the number that the shard gave it. */
export interface NumberedOperation extends Operation {
  shard: number;
  seqNo: number;
}

/** A document as it stands. */
export interface StoredDocument {
  source: JsonObject;
  version: number;
  shard: number;
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
  /** What its shards came from when they were last opened. */
  recovery: "EMPTY_STORE" | "SNAPSHOT" | "EXISTING_STORE" = "EMPTY_STORE";
  /** Opened with the plugin's engine, which takes no write that brings no number of a leader. */
  replicationEngine = false;
  refreshedAt = 0;
  /** How many operations followers have fetched. */
  operationsRead = 0;
  readonly aliases = new Map<string, JsonObject>();
  /** What was written, in the order of arrival over all shards. */
  readonly operations: NumberedOperation[] = [];
  readonly numbers = new ShardNumbers();
  readonly documents = new Map<string, StoredDocument>();
  /** Retention leases by follower, with the time each was last renewed; every shard has one of each. */
  readonly leases = new Map<string, number>();
  private readonly lost = new Set<NumberedOperation>();

  constructor(
    readonly name: string,
    public settings: Settings,
    public mappings: JsonObject = {},
    readonly uuid = setting(settings, "index.uuid") ?? newUuid(),
  ) {}

  get shards(): number {
    return numberSetting(this.settings, "index.number_of_shards", 1);
  }

  get shardIds(): number[] {
    return Array.from({ length: this.shards }, (_, shard) => shard);
  }

  get replicas(): number {
    return numberSetting(this.settings, "index.number_of_replicas", 1);
  }

  /** Sum of the shards' checkpoints: each counts from -1. */
  get checkpoint(): number {
    return this.shardIds.reduce((sum, id) => sum + this.numbers.of(id).local_checkpoint, 0);
  }

  get health(): "green" | "yellow" | "red" {
    if (this.red || this.restoring) return "red";
    return this.replicas > 0 ? "yellow" : "green";
  }

  get active(): boolean {
    return !this.red && !this.restoring;
  }

  /** Adds a write to the history. */
  record({ id, source, at }: Operation): NumberedOperation {
    const shard = shardOf(id, this.shards);
    const numbered = { id, source, at, shard, seqNo: this.numbers.take(shard) };
    this.operations.push(numbered);
    this.apply(numbered);
    return numbered;
  }

  /** Lets operations that have their numbers not be there. */
  lose(operations: readonly NumberedOperation[]): void {
    for (const operation of operations) {
      this.lost.add(operation);
      this.numbers.miss(operation.shard, operation.seqNo);
    }
    this.applyAll();
  }

  /** Brings back what is missing between other operations. */
  completeGap(): void {
    if (!this.numbers.hasGap) return;
    this.numbers.closeGap();
    this.lost.clear();
    this.applyAll();
  }

  /** Forgets everything written but the first operations, whose numbers begin another history. */
  cutTo(operations: number): void {
    const kept = this.operations.slice(0, operations);
    this.operations.length = 0;
    this.documents.clear();
    this.lost.clear();
    this.numbers.restart();
    for (const operation of kept) this.record(operation);
  }

  /** Documents that a search sees: those written before the last refresh. */
  searchable(now: number, refreshEvery: number): [string, StoredDocument][] {
    const seen = Math.max(this.refreshedAt, now - refreshEvery);
    return [...this.documents].filter(([, document]) => document.at <= seen);
  }

  /** Closing and opening each move the primary elsewhere, so to speak: the term grows. */
  setOpen(open: boolean): void {
    if (this.open === open) return;
    this.primaryTerm += 1;
    this.recovery = "EXISTING_STORE";
    this.open = open;
  }

  private applyAll(): void {
    this.documents.clear();
    for (const operation of this.operations) if (!this.lost.has(operation)) this.apply(operation);
  }

  private apply({ id, source, at, shard, seqNo }: NumberedOperation): void {
    const version = (this.documents.get(id)?.version ?? 0) + 1;
    if (source === undefined) this.documents.delete(id);
    else
      this.documents.set(id, { source, version, shard, seqNo, at, primaryTerm: this.primaryTerm });
  }
}
