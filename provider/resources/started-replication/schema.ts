// SPDX-License-Identifier: Apache-2.0
import type { IndexSettings } from "../../opensearch/names/index-settings";
import type { Duration } from "../../waiting/duration";

/** The security roles that the background work runs with; needed where the security plugin is on. */
export interface UseRoles {
  /** A role of the leader cluster, mapped there to the signing-in user, that may read the leader index. */
  leaderClusterRole: string;
  /** A role of the follower cluster, mapped there to the signing-in user, that may write the follower index. */
  followerClusterRole: string;
}

/** Limits of the waits. */
export interface Timeouts {
  /** How long a create may take, waiting included. Default: `20m`. */
  create: Duration;
  /** How long an update may take, waiting included. Default: `20m`. */
  update: Duration;
  /** How long a delete may take. Default: `10m`. */
  delete: Duration;
}

/** When a create or an update is done. */
export type WaitFor = "acknowledged" | "syncing" | "caughtUp";

/** What becomes of a follower name that is taken. */
export type IfIndexExists = "adopt" | "fail" | "overwrite";

/** The inputs of a replication, resolved, with every default filled in. */
export interface ReplicationInputs {
  index: string;
  leaderIndex: string;
  leaderAlias?: string;
  useRoles?: UseRoles;
  settings?: IndexSettings;
  forceResume?: boolean;
  paused: boolean;
  waitFor: WaitFor;
  ifIndexExists: IfIndexExists;
  onReplace: "overwrite" | "refuse";
  onDestroy: "keepIndex" | "deleteIndex";
  timeouts: Timeouts;
}

/** The inputs that a start is made of. */
export interface StartInputs extends Pick<ReplicationInputs, "index" | "leaderIndex"> {
  readonly leaderAlias?: string | undefined;
  readonly useRoles?: UseRoles | undefined;
  readonly settings?: ReplicationInputs["settings"] | undefined;
}

/** The values of inputs that are left out. */
export const defaults = {
  paused: false,
  waitFor: "caughtUp",
  ifIndexExists: "adopt",
  onReplace: "overwrite",
  onDestroy: "keepIndex",
  timeouts: { create: "20m", update: "20m", delete: "10m" },
} as const satisfies Partial<ReplicationInputs>;

/** Inputs whose change replaces the replication: the plugin can change none of them in place. */
export const replacingInputs = ["index", "leaderIndex", "leaderAlias", "useRoles"] as const;

const role = { type: "string", minLength: 1 } as const;
const duration = { type: "string", duration: true } as const;

/**
 * JSON Schema of the inputs. `indexName`, `connectionAlias`, `followerSettings` and `duration` are
 * keywords of our own (validation.ts).
 */
export const inputSchema = {
  type: "object",
  additionalProperties: false,
  required: ["index", "leaderIndex"],
  properties: {
    index: { type: "string", indexName: true },
    leaderIndex: { type: "string", indexName: true },
    leaderAlias: { type: "string", connectionAlias: true },
    useRoles: {
      type: "object",
      additionalProperties: false,
      required: ["leaderClusterRole", "followerClusterRole"],
      properties: { leaderClusterRole: role, followerClusterRole: role },
    },
    settings: { type: "object", followerSettings: true },
    paused: { type: "boolean" },
    forceResume: { type: "boolean" },
    waitFor: { type: "string", enum: ["acknowledged", "syncing", "caughtUp"] },
    ifIndexExists: { type: "string", enum: ["adopt", "fail", "overwrite"] },
    onReplace: { type: "string", enum: ["overwrite", "refuse"] },
    onDestroy: { type: "string", enum: ["keepIndex", "deleteIndex"] },
    timeouts: {
      type: "object",
      additionalProperties: false,
      properties: { create: duration, update: duration, delete: duration },
    },
  },
} as const;
