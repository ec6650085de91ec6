// SPDX-License-Identifier: Apache-2.0
import type { Client } from "../../opensearch/client";
import type { ClusterIdentity } from "../../opensearch/cluster";
import type { Clock } from "../../waiting/clock";
import type { Deadline } from "../../waiting/deadline";
import type { Semaphore } from "../../waiting/semaphore";
import type { Memory } from "./memory";

/** Tells the person at the terminal what is going on with the resource. */
export interface Teller {
  /** Something that should be looked at. */
  warn(message: string): Promise<void>;
  /** Something that was done or decided. */
  info(message: string): Promise<void>;
  /** How far a wait is: said when the stage changes, and from time to time. */
  progress(stage: string, details: string): void;
}

/** What every operation needs from outside. */
export interface OperationContext {
  /** Makes each call once. */
  readonly client: Client;
  /** Makes reads again that fail for a passing reason. */
  readonly reads: Client;
  /** The cluster that answers, asked for once per process. */
  readonly identity: () => Promise<ClusterIdentity>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly deadline: Deadline;
  /** Aborted when the deployment is cancelled. */
  readonly signal: AbortSignal;
  readonly memory: Memory;
  /** Bounds the starts in flight on this cluster. */
  readonly startSlot: Semaphore;
  /** The resource that the operation is for, where it says so. */
  readonly urn: string | undefined;
  readonly tell: Teller;
}
