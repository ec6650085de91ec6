// SPDX-License-Identifier: Apache-2.0
import type { ReplicationInputs } from "../schema";

/** What is to be brought about. */
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
