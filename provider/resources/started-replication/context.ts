// SPDX-License-Identifier: Apache-2.0
import type { Semaphore } from "../../waiting/semaphore";
import type { Operation } from "../common/operation";
import type { Cascade } from "./copy-anew/cascade";

/** What every operation on a replication needs from outside. */
export interface OperationContext extends Operation {
  readonly cascade: Cascade;
  /** Bounds the starts in flight on this cluster. */
  readonly startSlot: Semaphore;
}
