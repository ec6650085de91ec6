// SPDX-License-Identifier: Apache-2.0
import type * as pulumi from "@pulumi/pulumi";
import type { OfCluster } from "../../lifecycle/definition";
import type { FencedIndex } from "../../replication/promote/lineage";
import type { BlockTimeouts, ResolvedBlockArgs } from "../../resources/write-block/args";
import {
  type BlockInputs,
  type BlockState,
  checkBlock,
  defaults,
  emptyState,
  inputSchema,
} from "../../resources/write-block/schema";
import type { Inputs, Outputs } from "../inputs";
import { OneLineResource, type ResourceKind } from "../one-line-provider";
import { defineUnregisteredInputs } from "../options";

/**
 * Inputs of a {@link WriteBlock}.
 *
 * @interface
 * @throws In the preview, if an input is invalid: one sentence for each.
 * @see `PUT /{index}/_block/write`
 */
export type WriteBlockArgs = Inputs<ResolvedBlockArgs>;

const kind: ResourceKind = {
  handler: "writeBlock",
  type: "WriteBlock",
  inputSchema,
  emptyState,
  defaults,
  check: checkBlock,
};

/**
 * A block of writes to indexes, and what they hold: the fence of a switch of sites, or of maintenance.
 *
 * While `blocked`, nobody writes to the indexes; what they hold is read under the block, so that a promotion
 * elsewhere knows when everything has arrived (`fences`). An index that follows takes no writes as it is. The
 * blocks that it has set are lifted when it is destroyed.
 *
 * @throws If a block cannot be set or an index cannot be read, with the permission that is missing. What was
 * blocked is saved, and the next `up` goes on.
 * @see `PUT /{index}/_block/write`, `POST /{index}/_flush`, `GET /{index}/_stats?level=shards`
 * @example
 * ```ts
 * const block = new replication.WriteBlock("maintenance", { indexes: ["orders"], blocked: true });
 * export const held = block.fences.apply((fences) => fences["orders"].sequenceNumbers);
 * ```
 */
export class WriteBlock
  extends OneLineResource
  implements Outputs<BlockInputs & BlockState & OfCluster>
{
  /** The indexes. */
  declare readonly indexes: pulumi.Output<string[]>;
  /** Whether writes to them are blocked. */
  declare readonly blocked: pulumi.Output<boolean>;
  /** Whether their names are closed to automatic creation while they are blocked. */
  declare readonly reserveNames: pulumi.Output<boolean>;
  /** The connection that has to be connected before they are blocked. */
  declare readonly leaderAlias: pulumi.Output<string | undefined>;
  /** What to do if the cluster cannot be reached. */
  declare readonly whenUnreachable: pulumi.Output<"fail" | "defer">;
  /** The time limits of the operations. */
  declare readonly timeouts: pulumi.Output<BlockTimeouts>;
  /** What is known of each index, by its name. */
  declare readonly fences: pulumi.Output<Readonly<Record<string, FencedIndex>>>;
  /** The indexes whose block this resource has set. */
  declare readonly blockedIndexes: pulumi.Output<string[]>;
  /** The names that this resource has closed to automatic creation. */
  declare readonly reservedNames: pulumi.Output<string[]>;
  /** Whether the cluster could not be reached, so that the rest is left to the next `up`. */
  declare readonly deferred: pulumi.Output<boolean>;
  /** The uuid of the cluster; empty if the service hides it. */
  declare readonly clusterUuid: pulumi.Output<string>;

  constructor(name: string, args: WriteBlockArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kind, name, args, opts);
  }

  /** What is known of one index: the `promoteAt` of the replication that follows it on another site. */
  fence(index: string): pulumi.Output<FencedIndex | undefined> {
    return this.fences.apply((fences) =>
      Object.hasOwn(fences, index) ? fences[index] : undefined,
    );
  }
}

defineUnregisteredInputs(WriteBlock.prototype, kind);
