// SPDX-License-Identifier: Apache-2.0
import type { Clock } from "../../provider/waiting/clock";
import type { Run } from "./run";

/** What the search for an engine touches outside itself, so that a test can stand in for it. */
export interface Machine {
  env: NodeJS.ProcessEnv;
  run: Run;
  clock: Clock;
  log: (line: string) => void;
  /** Aborted when the user interrupts the program. */
  signal: AbortSignal;
  /** The folder with the Go modules `cli` and `language-nodejs`. */
  modules: string;
  /** The dynamic-provider script that ships in the Node SDK. */
  providerScript: string;
  /** The checkout's git-ignored folder. */
  state: string;
}
