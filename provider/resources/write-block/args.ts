// SPDX-License-Identifier: Apache-2.0
import type { Duration } from "../../waiting/duration";

/** Time limits of a write block's operations. */
export interface BlockTimeouts {
  /** How long a create may take. Default: `5m`. */
  create: Duration;
  /** How long an update may take. Default: `5m`. */
  update: Duration;
  /** How long a delete may take. Default: `5m`. */
  delete: Duration;
}

/** The inputs of a `WriteBlock`, resolved; the class takes an `Input` of each. */
export interface ResolvedBlockArgs {
  /**
   * The indexes, by their names: not aliases, and not patterns. A change blocks or unblocks those that were
   * added or removed.
   *
   * @example ["orders", "customers"]
   */
  indexes: string[];
  /**
   * Whether writes to the indexes are blocked. A change to true blocks them, waits for what is in flight,
   * flushes, and reads what they hold; a change to false lifts the blocks that this resource has set, and no
   * other. An index that follows takes no writes in any case.
   *
   * @see `PUT /{index}/_block/write`; where a service does not offer it, `PUT /{index}/_settings`
   */
  blocked: boolean;
  /**
   * Whether the names of the indexes are closed to automatic creation while they are blocked, so that an
   * application which is still attached does not make an index anew that is deleted to be copied. It is refused
   * where an alias of them writes to another index, to which a rollover has led it. A change opens or closes them.
   *
   * Default: false.
   *
   * @see `action.auto_create_index` of `PUT /_cluster/settings`
   */
  reserveNames?: boolean;
  /**
   * The connection over which the indexes are to follow another cluster once they are blocked: nothing is blocked
   * unless it is connected (with `whenUnreachable: "defer"`, a warning says so instead). A change by itself does
   * nothing.
   *
   * Default: none.
   *
   * @see `GET /_remote/info`
   */
  leaderAlias?: string;
  /**
   * What to do if the cluster cannot be reached: `fail`, or `defer`, which keeps what was last read, says so,
   * and leaves the rest to the next `up`. A change by itself does nothing.
   *
   * Default: `fail`.
   */
  whenUnreachable?: "fail" | "defer";
  /**
   * Time limits of the operations. A change by itself does nothing.
   *
   * Default: `{ create: "5m", update: "5m", delete: "5m" }`.
   */
  timeouts?: Partial<BlockTimeouts>;
}
