// SPDX-License-Identifier: Apache-2.0
import type { Settings } from "../cluster/settings";
import type { Caller } from "../security/caller";
import type { UsedRoles } from "./replication";

/** An auto-follow rule with what it has done so far. */
export interface AutoFollowRule {
  readonly name: string;
  readonly leaderAlias: string;
  readonly pattern: string;
  readonly overrides: Settings;
  readonly caller: Caller | undefined;
  readonly roles: UsedRoles | undefined;
  /** How followers are named, with `{{leader_index}}` in it (3.8). */
  readonly followerPattern: string;
  nextPoll: number;
  lastExecution: number;
  started: number;
  failedStarts: number;
  failedLeaderCalls: number;
  /** Indexes that could not be started, with the time at which they are tried again. */
  readonly failed: Map<string, number>;
}

/** The placeholder that a follower name pattern must hold. */
export const PLACEHOLDER = "{{leader_index}}";

/** Rules are told apart by connection and name. */
export const ruleKey = (leaderAlias: string, name: string): string => `${leaderAlias}:${name}`;
