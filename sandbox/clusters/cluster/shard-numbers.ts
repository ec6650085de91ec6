// SPDX-License-Identifier: Apache-2.0
import { newUuid } from "./uuid";

/** The sequence numbers of one shard, as its statistics name them. */
export interface Numbers {
  max_seq_no: number;
  local_checkpoint: number;
  global_checkpoint: number;
}

/** What one shard has counted. */
interface Counted {
  /** How many numbers it has given. */
  given: number;
  /** Numbers below the highest whose operations never arrived. */
  readonly missing: Set<number>;
  historyUuid: string;
}

/** The sequence numbers of an index: every shard counts its operations for itself. */
export class ShardNumbers {
  private readonly counted: Counted[] = [];

  /** The next number of a shard. */
  take(shard: number): number {
    const own = this.ofShard(shard);
    own.given += 1;
    return own.given - 1;
  }

  /** What a shard says of itself. With a single copy all that is processed counts as kept everywhere. */
  of(shard: number): Numbers {
    const { given, missing } = this.ofShard(shard);
    const checkpoint = Math.min(given, ...missing) - 1;
    return { max_seq_no: given - 1, local_checkpoint: checkpoint, global_checkpoint: checkpoint };
  }

  /** Says that an operation which has a number is not there. */
  miss(shard: number, seqNo: number): void {
    this.ofShard(shard).missing.add(seqNo);
  }

  /** Whether operations are missing below others that are there. */
  get hasGap(): boolean {
    return this.counted.some(({ missing }) => missing.size > 0);
  }

  /** Lets no number miss its operation any more. */
  closeGap(): void {
    for (const { missing } of this.counted) missing.clear();
  }

  /** The history that the numbers of a shard belong to. */
  historyUuid(shard: number): string {
    return this.ofShard(shard).historyUuid;
  }

  /** Counts from the beginning again, in another history. */
  restart(): void {
    this.counted.length = 0;
  }

  private ofShard(shard: number): Counted {
    return (this.counted[shard] ??= { given: 0, missing: new Set(), historyUuid: newUuid() });
  }
}
