// SPDX-License-Identifier: Apache-2.0
import { inputCheck } from "../../lifecycle/inputs/input-check";
import { type Filled, limitsOf } from "../../lifecycle/inputs/properties";
import type { InputSchema } from "../../lifecycle/inputs/validator";
import type { FencedIndex } from "../../replication/promote/lineage";
import type { ResolvedBlockArgs } from "./args";

/** The inputs of a write block, resolved, with every default filled in. */
export type BlockInputs = Filled<ResolvedBlockArgs, typeof defaults>;

/** What the resource says of itself besides its inputs. */
export interface BlockState {
  /** What is known of each index, by its name: a promotion on another site goes by it. */
  fences: Readonly<Record<string, FencedIndex>>;
  /** The indexes whose block this resource has set, which it lifts again. */
  blockedIndexes: string[];
  /** The names that this resource has closed to automatic creation. */
  reservedNames: string[];
  /** Whether the cluster could not be reached, so that the rest is left to the next `up`. */
  deferred: boolean;
}

export const emptyState = {
  fences: {} as BlockState["fences"],
  blockedIndexes: [] as string[],
  reservedNames: [] as string[],
  deferred: false,
  clusterUuid: "",
};

export const defaults = {
  reserveNames: false,
  whenUnreachable: "fail",
  timeouts: { create: "5m", update: "5m", delete: "5m" },
} as const satisfies Partial<ResolvedBlockArgs>;

export const inputSchema = {
  type: "object",
  additionalProperties: false,
  required: ["indexes", "blocked"],
  properties: {
    indexes: { type: "array", minItems: 1, items: { type: "string", indexName: true } },
    blocked: { type: "boolean" },
    reserveNames: { type: "boolean" },
    leaderAlias: { type: "string", connectionAlias: true },
    whenUnreachable: { type: "string", enum: ["fail", "defer"] },
    timeouts: limitsOf("create", "update", "delete"),
  },
} as const satisfies InputSchema<ResolvedBlockArgs>;

export const checkBlock = inputCheck(inputSchema, defaults);
