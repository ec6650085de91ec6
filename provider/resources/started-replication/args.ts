// SPDX-License-Identifier: Apache-2.0
import type { Duration } from "../../waiting/duration";
import type { IndexSettings } from "../../opensearch/text/index-settings";
import type { IfIndexExists, WaitFor } from "../../replication/wish";
import type { FencedIndex, Promotion } from "../../replication/promote/lineage";
import type { UseRoles } from "../../opensearch/api/replication";

export type { IfIndexExists, WaitFor } from "../../replication/wish";
export type { UseRoles } from "../../opensearch/api/replication";

/** Time limits of a replication's operations. */
export interface Timeouts {
  /** How long a create may take, waiting included. Default: `20m`. */
  create: Duration;
  /** How long an update may take, waiting included. Default: `20m`. */
  update: Duration;
  /** How long a delete may take. Default: `10m`. */
  delete: Duration;
}

/** The inputs of a `StartedReplication`, resolved; the class takes an `Input` of each. */
export interface ResolvedArgs {
  /**
   * The follower index, which the start creates: a valid index name that does not begin with a dot.
   * A change replaces the replication.
   *
   * @example "orders-copy"
   */
  index: string;
  /**
   * The leader index: an index, not an alias or a data stream. A change replaces the replication.
   *
   * @example "orders"
   */
  leaderIndex: string;
  /**
   * The follower cluster's remote-cluster connection to the leader (`cluster.remote.<alias>`). A change
   * replaces the replication.
   *
   * Default: the provider's `leaderAlias`. If neither is set, the start is sent without an alias, which
   * released plugins refuse with an error that says so.
   *
   * @example "eu-west"
   */
  leaderAlias?: string;
  /**
   * The roles that the background replication tasks use: set both, or leave `useRoles` out. Required if
   * the security plugin is on. A change replaces the replication, since no API changes or reads them.
   *
   * Default: none.
   *
   * @example { leaderClusterRole: "ccr_leader", followerClusterRole: "ccr_follower" }
   */
  useRoles?: UseRoles;
  /**
   * Index settings that override the leader's on the follower, flat or nested as in the REST API; the
   * prefix `index.` is optional. Settings that are fixed when an index is created are refused. A change
   * is applied in place with the whole set; the plugin applies it within its `metadata_sync_interval`, a
   * minute by default.
   *
   * Default: none.
   *
   * @example { "index.number_of_replicas": 1 }
   * @see `PUT /_plugins/_replication/{index}/_update`
   */
  settings?: IndexSettings;
  /**
   * Whether to keep the replication paused. A change pauses or resumes in place. A pause that outlasts
   * the retention lease on the leader (the leader index's `index.soft_deletes.retention_lease.period`,
   * 12 h by default) cannot be resumed: see `forceResume`.
   *
   * Default: false. The next `up` then resumes a replication that something else paused.
   *
   * @see `POST /_plugins/_replication/{index}/_pause` and `_resume`
   */
  paused?: boolean;
  /**
   * Whether to copy the leader again if a paused replication cannot be resumed: its retention lease on
   * the leader has expired, or the leader index was deleted and then restored or recreated. The follower
   * index is deleted once the server has confirmed that a start is possible, and the leader is copied
   * from the beginning. OpenSearch does this itself from 3.8 on; before, this provider does. A
   * replication that can be resumed is resumed. A change by itself does nothing.
   *
   * Default: false, since the copy may be the only one left of the leader's old data. The resume then
   * fails with an error, and nothing is deleted.
   */
  forceResume?: boolean;
  /**
   * When a create or an update is done: once the start is `acknowledged`, once the status is `syncing`,
   * or once the follower has `caughtUp` with what the leader held when it began to sync. A change by
   * itself does nothing.
   *
   * Default: `caughtUp`, since the plugin reports SYNCING while the follower still holds no document.
   *
   * @see `GET /_plugins/_replication/{index}/_status`
   */
  waitFor?: WaitFor;
  /**
   * What to do if the follower index already exists. `adopt` adopts a replication of the same leader
   * over the same connection, with a warning, and refuses anything else. `fail` always refuses.
   * `overwrite` adopts like `adopt`, and consents to the loss of anything else of that name, written to or
   * not: it is deleted once the start is known to be possible, also in a replacement. A change by itself
   * does nothing.
   *
   * Default: `adopt`, because the engine calls create again after an interrupted `up`.
   */
  ifIndexExists?: IfIndexExists;
  /**
   * What to do with the old copy when a replacement keeps the follower's name: `overwrite` deletes it
   * once the new start is known to be possible, unless someone has written to it; `refuse` fails the
   * preview of such a change. A change by itself does nothing.
   *
   * Default: `overwrite`.
   */
  onReplace?: "overwrite" | "refuse";
  /**
   * What to do with the follower index when the resource is destroyed: `keepIndex` keeps it, open and
   * writable, with what had arrived by then; `deleteIndex` deletes it, unless someone has written to it
   * (and the old one of a replacement under another name, once the new one is there). A change by itself
   * does nothing; a destroy uses the value of the last `up`.
   *
   * Default: `keepIndex`.
   */
  onDestroy?: "keepIndex" | "deleteIndex";
  /**
   * Whether a destroy that keeps the index waits until it holds what its leader held when the destroy
   * began: `true` waits as long as `timeouts.delete`, a duration as long as it says. One that does not get
   * there fails, and nothing is stopped. A change by itself does nothing; a destroy uses the value of the
   * last `up`.
   *
   * Default: false: it is stopped at once, with a warning that says how many operations are missing.
   *
   * @example "5m"
   */
  drain?: boolean | Duration;
  /**
   * Whether the index is the active one of two sites: open for writing, replicating nothing, and still a
   * resource of the program. A change from false to true waits until it has caught up (or `promoteAt` is
   * reached), reads what it holds, and stops the replication; where the leader does not answer, it is
   * promoted as it is. An index that follows nothing already is taken as it is. A change back copies the
   * leader anew, where `supersededBy` shows that nothing is lost, or `discard` allows it.
   *
   * Default: false. Written out, it says that this is a site's index: a refresh keeps one that was promoted
   * outside of the program in the state, and nothing turns it back.
   *
   * @see `POST /_plugins/_replication/{index}/_stop`
   */
  promoted?: boolean;
  /**
   * What the leader held when it was blocked: an entry of a {@link WriteBlock}'s `fences`. A promotion then
   * waits for just that, and is refused where the index followed another one. A change by itself does nothing.
   *
   * Default: none, so that a leader which is written to all the while is caught up with as it was.
   */
  promoteAt?: FencedIndex;
  /**
   * What the other site's copy was promoted from: its `promotion`. An index that follows nothing is then
   * deleted and copied anew, if it is the one that was promoted from, with the same numbers and documents.
   * A change by itself does nothing.
   *
   * Default: none, so that an index which follows nothing is left alone.
   */
  supersededBy?: Promotion;
  /**
   * How many operations may be thrown away where `supersededBy` does not cover the index: the number that the
   * refusal names. Once the index holds more, it is refused again. A change by itself does nothing.
   *
   * Default: none.
   */
  discard?: number;
  /**
   * The alias that applications write to: a promotion makes this index its write index. A change by itself does
   * nothing.
   *
   * Default: none. An alias comes along to a follower; from OpenSearch 3.5 on it has no write index there.
   *
   * @see `POST /_aliases`
   */
  writeAlias?: string;
  /**
   * What to do if the follower cluster cannot be reached in a create or an update: `fail`, or `defer`, which
   * saves the resource as it was, says so, and leaves the work to the next `up`. A change by itself does nothing.
   *
   * Default: `fail`.
   */
  whenUnreachable?: "fail" | "defer";
  /**
   * Time limits of the operations. An operation that exceeds its limit fails with the last status seen.
   * A change by itself does nothing.
   *
   * Default: `{ create: "20m", update: "20m", delete: "10m" }`.
   *
   * @example { create: "2h" }
   */
  timeouts?: Partial<Timeouts>;
}
