// SPDX-License-Identifier: Apache-2.0

/** A stack's life, in this order. */
export const phases = ["preview", "up", "noop", "refresh", "destroy"] as const;
export type Phase = (typeof phases)[number];

/** What a person calls them. */
export const phaseNames: Readonly<Record<Phase, string>> = {
  preview: "preview of a new stack",
  up: "up",
  noop: "no-op up",
  refresh: "refresh",
  destroy: "destroy",
};

/** One way of having so many replications, with a cluster pair of its own. */
export interface Contender {
  readonly name: string;
  /** Runs the tool to its end; throws where that fails. */
  run(phase: Phase, onSpawn: (pid: number) => void): Promise<void>;
  /** How the process of its provider is known by its command line. */
  readonly providerProcess: string;
  /** The requests to the follower since the last call. */
  newRequests(): number;
  stateBytes(): number;
  close(): Promise<void>;
}
