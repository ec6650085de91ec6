// SPDX-License-Identifier: Apache-2.0
import { Levers } from "./levers";
import { autoPaused } from "./replication/replication";

/** Levers for what a switch of sites must survive; the same holds for them as for the others. */
export class SwitchLevers extends Levers {
  /**
   * Lever: the next accepted start of that follower meets an index that a writer has made since the
   * checks. It answers 200, its status is SYNCING, and it pauses itself for want of a lease. Nothing
   * comes of it where `action.auto_create_index` forbids the name. On a real system: a writer that is
   * still attached after a `DELETE` writes in the 100 to 300 ms between the checks and the restore.
   */
  writerBetween(follower: string, documents = 7): void {
    this.cluster.armed.writers.set(follower, documents);
  }

  /**
   * Lever: a running replication pauses itself in the middle of a batch: of one shard the last
   * operation is there, those before it are missing until a resume. On a real system: the limit of
   * fields is met by some documents of a batch.
   */
  pauseInGap(follower: string, missing = 10): void {
    this.pull(() => {
      const index = this.existing(follower);
      const replication = this.cluster.replications.get(follower);
      if (replication?.state !== "RUNNING") throw new Error(`${follower} does not replicate`);
      const last = index.operations.at(-1);
      const ofShard = index.operations.filter(({ shard }) => shard === last?.shard);
      if (ofShard.length <= missing) throw new Error(`${follower} holds too little for a gap`);
      index.lose(ofShard.slice(-missing - 1, -1));
      replication.state = "PAUSED";
      replication.reason = autoPaused(
        follower,
        "java.lang.IllegalArgumentException",
        "Limit of total fields [1000] has been exceeded",
      );
      replication.trouble = undefined;
    });
  }

  /**
   * Lever: an index is put back to its first operations: the same uuid, another history, no leases.
   * On a real system: it is closed and a snapshot of it restored over it.
   */
  restoreSnapshot(name: string, operations: number): void {
    this.pull(() => {
      const index = this.existing(name);
      index.cutTo(operations);
      index.leases.clear();
      index.primaryTerm += 1;
      index.recovery = "SNAPSHOT";
      index.open = true;
      index.refreshedAt = this.cluster.clock.now();
    });
  }
}
