// SPDX-License-Identifier: Apache-2.0
import type { EngineLog } from "../../pulumi/engine-log";
import type { Clock } from "../../waiting/clock";
import type { Journal } from "./claims/journal";

/** What a handler takes from the world around it. */
export interface World {
  readonly clock: Clock;
  readonly random: () => number;
  readonly environment: NodeJS.ProcessEnv;
  readonly log: EngineLog;
  /** What the provider processes of this deployment tell one another. Left out: a process has its own notes only. */
  readonly journal?: Journal;
  /** Gives the signal that is aborted when the deployment is cancelled. */
  readonly cancellation: () => AbortSignal;
}
