// SPDX-License-Identifier: Apache-2.0
import type { ClusterIdentity } from "../opensearch/api/cluster";
import type { Client } from "../opensearch/client/client";
import type { Clock, Deadline } from "../waiting/clock";
import type { ProgressLog } from "../waiting/progress-log";
import type { Semaphore } from "../waiting/semaphore";

/** Access to the follower cluster, with the time and the log of one operation. */
export interface ClusterOperation {
  /** Makes each call once. */
  readonly client: Client;
  /** Makes reads again that fail for a passing reason. */
  readonly reads: Client;
  /** The cluster that answers, asked for once per process. */
  readonly identity: () => Promise<ClusterIdentity>;
  readonly startSlot: Semaphore;
  readonly clock: Clock;
  readonly random: () => number;
  readonly deadline: Deadline;
  /** Aborted when the deployment is cancelled. */
  readonly signal: AbortSignal;
  readonly log: ProgressLog;
}
