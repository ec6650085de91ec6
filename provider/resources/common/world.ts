// SPDX-License-Identifier: Apache-2.0
import type { EngineLog } from "../../pulumi/engine-log";
import type { Clock } from "../../waiting/clock";

/** What a handler takes from the world around it. */
export interface World {
  readonly clock: Clock;
  readonly random: () => number;
  readonly environment: NodeJS.ProcessEnv;
  readonly log: EngineLog;
  /** Gives the signal that is aborted when the deployment is cancelled. */
  readonly cancellation: () => AbortSignal;
}
