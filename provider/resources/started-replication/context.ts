// SPDX-License-Identifier: Apache-2.0
import type { ClusterIdentity } from "../../opensearch/cluster";
import type { Client } from "../../opensearch/client";
import type { Clock } from "../../waiting/clock";
import type { Deadline } from "../../waiting/deadline";
import type { Memory } from "./memory";

/** What every operation needs from outside. */
export interface OperationContext {
  readonly client: Client;
  /** The cluster that answers, asked for once per process. */
  readonly identity: () => Promise<ClusterIdentity>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly deadline: Deadline;
  readonly memory: Memory;
  /** The resource that the operation is for, where it says so. */
  readonly urn: string | undefined;
  /** Tells the person at the terminal. */
  readonly warn: (message: string) => Promise<void>;
}
