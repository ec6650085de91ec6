// SPDX-License-Identifier: Apache-2.0
import type { Duration } from "../../waiting/duration";
import { inputCheck } from "../../lifecycle/inputs/input-check";
import { limitsOf } from "../../lifecycle/inputs/properties";
import type { InputSchema } from "../../lifecycle/inputs/validator";

/** What a gate waits for: see the input `waitFor`. */
export type GateGoal = "syncing" | "caughtUp" | "promotable";

/** A replication that a gate waits for. */
export interface GatedReplication {
  /** The follower index. */
  index: string;
  /** When this copy was started (ISO 8601, UTC); if it changes, the gate waits again. */
  startedAt?: string;
}

/** Which indexes of the other site rules follow, and which of them are promoted. */
export interface GatedRules {
  /** The connection to the other site. */
  leaderAlias: string;
  /** What the rules match there. */
  patterns: string[];
  /** The indexes there whose followers are promoted. */
  indexes: string[];
}

/** Time limits of a gate's operations. */
export interface GateTimeouts {
  /** How long a create may take. Default: `1h`. */
  create: Duration;
  /** How long an update may take. Default: `1h`. */
  update: Duration;
}

/** The inputs of a gate, resolved, in normal form and with every default filled in. */
export interface GateInputs {
  /** The replications to wait for. A change waits for all of them again. */
  replications: GatedReplication[];
  /**
   * When the gate opens: once all replications are `syncing`, or have `caughtUp` with what their leaders
   * held when they began to sync; or once each is `promotable`: it has caught up, or is promoted already, or
   * its leader is down. A change waits again.
   *
   * Default: `caughtUp`.
   */
  waitFor: GateGoal;
  /**
   * With `promotable`: the auto-follow rules of a switch. An index that they follow and that is not promoted
   * keeps the gate closed, with its name; with `whenUnreachable: "defer"` it is a warning. A change by itself
   * does nothing.
   *
   * Default: none.
   */
  rules?: GatedRules;
  /**
   * What to do if the follower cluster cannot be reached: `fail`, or `defer`, which leaves the wait to the next
   * `up`. A change by itself does nothing.
   *
   * Default: `fail`.
   */
  whenUnreachable: "fail" | "defer";
  /**
   * Time limits of the operations. An exceeded limit is an error with the last status of each. A change by
   * itself does nothing.
   *
   * Default: `{ create: "1h", update: "1h" }`.
   */
  timeouts: GateTimeouts;
}

export interface GateState {
  /** Whether all of them were where they are wanted when they were last looked at. */
  reached: boolean;
}

export const emptyState = { reached: false, clusterUuid: "" };

export const defaults = {
  waitFor: "caughtUp",
  whenUnreachable: "fail",
  timeouts: { create: "1h", update: "1h" },
} as const satisfies Partial<GateInputs>;

export const inputSchema = {
  type: "object",
  additionalProperties: false,
  required: ["replications"],
  properties: {
    replications: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["index"],
        properties: {
          index: { type: "string", indexName: true },
          startedAt: { type: "string" },
        },
      },
    },
    waitFor: { type: "string", enum: ["syncing", "caughtUp", "promotable"] },
    rules: {
      type: "object",
      additionalProperties: false,
      required: ["leaderAlias", "patterns", "indexes"],
      properties: {
        leaderAlias: { type: "string" },
        patterns: { type: "array", items: { type: "string", autoFollowPattern: true } },
        indexes: { type: "array", items: { type: "string", indexName: true } },
      },
    },
    whenUnreachable: { type: "string", enum: ["fail", "defer"] },
    timeouts: limitsOf("create", "update"),
  },
} as const satisfies InputSchema<GateInputs>;

export const checkGate = inputCheck(inputSchema, defaults);
