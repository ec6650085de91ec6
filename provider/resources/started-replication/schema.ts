// SPDX-License-Identifier: Apache-2.0
import { limitsOf, type Filled } from "../../lifecycle/inputs/properties";
import type { InputSchema } from "../../lifecycle/inputs/validator";
import type { ResolvedArgs } from "./args";

/** The inputs of a replication, resolved, with every default filled in. */
export type ReplicationInputs = Filled<ResolvedArgs, typeof defaults>;

export const defaults = {
  paused: false,
  waitFor: "caughtUp",
  ifIndexExists: "adopt",
  onReplace: "overwrite",
  onDestroy: "keepIndex",
  timeouts: { create: "20m", update: "20m", delete: "10m" },
} as const satisfies Partial<ResolvedArgs>;

/** What the resource has on the cluster, and the inputs that make up its name. */
export const object = {
  kind: "replication",
  called: "follower index",
  namedBy: ["index"],
} as const;

/** Inputs whose change replaces the replication: the plugin can change none of them in place. */
export const replacingInputs = ["index", "leaderIndex", "leaderAlias", "useRoles"] as const;

/** What a promotion or a demotion goes by: nothing is to be done for a change of these alone. */
export const evidenceInputs = ["promoteAt", "supersededBy", "discard"] as const;

const role = { type: "string", minLength: 1 } as const;

/** JSON Schema of the inputs; keywords of our own are in common/keywords.ts. */
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
    drain: { type: ["boolean", "string"], duration: true },
    promoted: { type: "boolean" },
    promoteAt: { type: "object" },
    supersededBy: { type: "object" },
    discard: { type: "integer", minimum: 0 },
    writeAlias: { type: "string", minLength: 1 },
    whenUnreachable: { type: "string", enum: ["fail", "defer"] },
    timeouts: limitsOf("create", "update", "delete"),
  },
} as const satisfies InputSchema<ResolvedArgs>;
