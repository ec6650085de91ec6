// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "./cluster/cluster";
import type { IndexState } from "./cluster/index-state";
import { isAtLeast } from "./cluster/version";
import { settle } from "./replication/settle";

/**
 * Levers: situations that no request can bring about, at least not reliably. Each says what brings
 * it about on a real cluster.
 */
export class Levers {
  constructor(protected readonly cluster: Cluster) {}

  /** Lever: the node is down. On a real system: the process ends or the network is cut. */
  goDown(): void {
    this.pull(() => (this.cluster.down = true));
  }

  /** Lever: the node is back with everything it held. On a real system: it is started again. */
  comeBack(): void {
    this.pull(() => (this.cluster.down = false));
  }

  /**
   * Lever: the next start of that follower becomes FAILED after its acknowledgement and leaves a
   * red index. On a real system: no node may or can hold the shard, the leader role lacks the right
   * to read file chunks, or the leader index is lost during the copy.
   */
  failBootstrap(follower: string): void {
    this.cluster.armed.failingBootstraps.add(follower);
  }

  /**
   * Lever: a running replication pauses itself with that message. On a real system: the follower
   * meets an error it does not retry, such as a right that was taken from a role.
   */
  pauseItself(follower: string, reason: string): void {
    this.pull(() => {
      const replication = this.cluster.replications.get(follower);
      if (replication === undefined) throw new Error(`${follower} does not replicate`);
      replication.state = "PAUSED";
      replication.reason = `AutoPaused:  + [[${follower}][0] - ${reason}], `;
      replication.trouble = undefined;
    });
  }

  /**
   * Lever: the next stop of that follower answers 200 and leaves an empty index behind with the
   * write block on. On a real system: the stop falls between the end of the restore and the first
   * replay, some 100 to 300 ms after the start of a small index was acknowledged.
   */
  stopRacesWithStart(follower: string): void {
    this.cluster.armed.racingStops.add(follower);
  }

  /**
   * Lever: the next start of that follower answers 500 `Timed out` after half a minute though its
   * replication runs. On a real system: a few of a hundred starts sent at once.
   */
  startAnswersLate(follower: string): void {
    this.cluster.armed.lateStarts.add(follower);
  }

  /**
   * Lever: the node restarts. For a moment its replications read as not in progress; the plugin's
   * block is gone where a stop left it behind and from paused followers, which still take no document;
   * before 3.9 a gap in a follower's numbers is filled with nothing. On a real system: just that.
   */
  restart(): void {
    this.pull(() => {
      this.cluster.restartedAt = this.cluster.clock.now();
      for (const index of this.cluster.indexes.values()) {
        index.recovery = "EXISTING_STORE";
        if (!isAtLeast(this.cluster.version, "3.9.0")) index.numbers.closeGap();
        // What runs sets its block anew when it is found again.
        if (this.cluster.replications.get(index.name)?.state !== "RUNNING")
          index.replicationBlock = false;
      }
    });
  }

  /**
   * Lever: a snapshot that holds the index runs, or is over. On a real system: `PUT
   * /_snapshot/REPOSITORY/NAME` and the time it takes.
   */
  snapshotInProgress(name: string, on: boolean): void {
    if (on) this.cluster.armed.snapshots.add(name);
    else this.cluster.armed.snapshots.delete(name);
  }

  /** Lever: the replication plugin is not there. On a real system: it was never installed. */
  withoutPlugin(): void {
    this.pull(() => (this.cluster.plugin = false));
  }

  /**
   * Lever: a task has outlived a replication into that index. On a real system before 3.7: a node left
   * the cluster at the wrong moment, or a replication failed while the leader was away.
   */
  leaveTask(follower: string): void {
    this.cluster.armed.staleTasks.add(follower);
  }

  /** Lever: the node may make no connections. On a real system: `node.roles` without remote_cluster_client. */
  withoutRemoteRole(): void {
    this.pull(() => (this.cluster.remoteRole = false));
  }

  /** Lever: a connection that opensearch.yml makes. On a real system: the node is started with it. */
  connectInFile(alias: string, address: string, mode: "sniff" | "proxy" = "sniff"): void {
    const key = mode === "sniff" ? "seeds" : "proxy_address";
    const prefix = `cluster.remote.${alias}`;
    const connection = { [`${prefix}.mode`]: mode, [`${prefix}.${key}`]: address };
    this.cluster.inFile = { ...this.cluster.inFile, ...connection };
  }

  /** Lever: the security plugin has read its configuration, or not yet. On a real system: seconds after the node is up. */
  securityReady(on: boolean): void {
    this.pull(() => (this.cluster.securityReady = on));
  }

  /** Lever: a service in front offers calls of that path to nobody. On a real system: Amazon's. */
  offersNot(path: RegExp): void {
    this.cluster.front.offersNot.push(path);
  }

  /** Lever: a service in front leaves fields (`metadata.indices`) out of answers of that path. On a real system: Amazon's. */
  cutsDown(path: RegExp, ...fields: string[]): void {
    this.cluster.front.cutsDown.push({ path, fields });
  }

  protected existing(name: string): IndexState {
    const index = this.cluster.indexes.get(name);
    if (index === undefined) throw new Error(`${this.cluster.identity.name} has no index ${name}`);
    return index;
  }

  /** Both sides of a lever are looked at, so that what follows from it counts from this moment. */
  protected pull(lever: () => void): void {
    settle(this.cluster.network);
    lever();
    settle(this.cluster.network);
  }
}
