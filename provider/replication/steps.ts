// SPDX-License-Identifier: Apache-2.0
import type { ReplicationInputs } from "../resources/started-replication/schema";
import type { IfIndexExists } from "../resources/started-replication/args";

export interface Wanted {
  readonly index: string;
  readonly leaderIndex: string;
  readonly leaderAlias: string | undefined;
  readonly ifIndexExists: IfIndexExists;
  readonly onReplace: ReplicationInputs["onReplace"];
  readonly paused: boolean;
  /** Whether the overrides may differ from what the follower has. */
  readonly settingsDiffer: boolean;
}

export type Occasion =
  /** The start was refused because the name is taken. */
  | "nameTaken"
  /** The same, for a replacement whose old copy this process has stopped. */
  | "replacement"
  /** The resource is in the state, and its job is not known to be finished. */
  | "unfinished";

export type Action =
  | "adopt"
  | "updateSettings"
  | "probe"
  | "stop"
  | "deleteIndex"
  | "start"
  | "resume"
  | "wait"
  | "pause";

/** One step, and the sentence that says why it is taken. */
export interface Step {
  readonly action: Action;
  readonly sentence: string;
}

/** The steps to take in order, or why there are none, with the way out. */
export type Plan = { readonly steps: readonly Step[] } | { readonly refusal: string };

export interface Job {
  readonly inputs: ReplicationInputs;
  /** Whether the overrides may differ from what the follower has. */
  readonly settingsDiffer: boolean;
  /** Called when the replication may exist from now on, so that a failure must be recorded; `how` where it is a new copy, or one that was taken over. */
  readonly begun: (how?: "started" | "adopted") => void;
  /** Called when the old copy is about to be stopped to make room for a new one: until the new one has begun, it is ours to overwrite. */
  readonly replacing: () => void;
  /** Called when the follower has the overrides. */
  readonly settingsSent: () => void;
}
