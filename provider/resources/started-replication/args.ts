// SPDX-License-Identifier: Apache-2.0
import type { Duration } from "../../waiting/duration";
import type { IndexSettings } from "../../opensearch/names/index-settings";

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

/** The arguments of a `StartedReplication`, resolved; the class takes an `Input` of each. */
export interface ResolvedArgs {
  /**
   * The follower index, which the start creates.
   *
   * A valid index name that does not begin with a dot. A change replaces the replication.
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
   * The remote-cluster connection on the follower cluster over which the leader is reached
   * (`cluster.remote.<alias>`). A change replaces the replication.
   *
   * Default: the provider's `leaderAlias`. Left out altogether it is not sent; released plugins
   * refuse that, and the error says so.
   *
   * @example "eu-west"
   */
  leaderAlias?: string;
  /**
   * The roles that the background work runs with: both, or leave `useRoles` out. Required where the
   * security plugin is on. A change replaces the replication, since no API changes or reads them.
   *
   * @example { leaderClusterRole: "ccr_leader", followerClusterRole: "ccr_follower" }
   */
  useRoles?: UseRoles;
  /**
   * Index settings that the follower has instead of its leader's; flat or nested, as the
   * REST API takes them; `index.` is added where it is missing, when they are sent and compared. Sent with the start; a change is sent in place as the whole set
   * (`PUT /_plugins/_replication/{index}/_update`) and applied by the plugin within its
   * `metadata_sync_interval`, a minute by default. Settings that are fixed when an index is made are refused.
   *
   * Default: none.
   *
   * @example { "index.number_of_replicas": 1 }
   */
  settings?: IndexSettings;
  /**
   * Keep the replication paused. A change pauses or resumes in place. A pause that outlasts the
   * retention lease on the leader (the leader index's `index.soft_deletes.retention_lease.period`,
   * 12 h by default) cannot be resumed, see `forceResume`.
   *
   * Default: false; a replication that is paused from outside is then resumed by the next `up`.
   */
  paused?: boolean;
  /**
   * Consent to a copy anew where a paused replication cannot be resumed: its retention lease on the
   * leader has expired, or the leader index was deleted and restored or made anew. The follower index
   * is then deleted and the leader copied from the beginning, once the server has found a start to be
   * possible. From OpenSearch 3.8 on the server does that; before, this provider does the same. What
   * can be resumed is resumed. A change does nothing.
   *
   * Default: false, since the copy may be the only one left of what the leader index held; the resume
   * is then refused, and nothing is touched.
   */
  forceResume?: boolean;
  /**
   * When a create or an update is done: the start is `acknowledged`; the first status `syncing`; or
   * the follower has `caughtUp` with what the leader held at that moment. A change does nothing.
   *
   * Default: `caughtUp`, since SYNCING is reported while the follower still holds no document.
   */
  waitFor?: WaitFor;
  /**
   * What becomes of a follower name that is taken: `adopt` takes over a replication of the same
   * leader over the same connection, with a warning, and refuses all else; `fail` refuses always;
   * `overwrite` takes over like `adopt`, and deletes an index that is in the way otherwise, once the
   * start is known to be possible. A change does nothing.
   *
   * Default: `adopt`, because the engine calls create again after an interrupted `up`.
   */
  ifIndexExists?: IfIndexExists;
  /**
   * What becomes of the old copy when a replacement keeps the follower's name: `overwrite` deletes it
   * once the new start is known to be possible; `refuse` makes such a change a mistake that preview
   * names. A change does nothing.
   *
   * Default: `overwrite`.
   */
  onReplace?: "overwrite" | "refuse";
  /**
   * What becomes of the follower index when the resource is destroyed: `keepIndex` leaves it, open,
   * writable and complete; `deleteIndex` deletes it (and the old one of a replacement under another
   * name, once the new start is acknowledged). A change does nothing.
   *
   * Default: `keepIndex`.
   */
  onDestroy?: "keepIndex" | "deleteIndex";
  /**
   * Limits of the waits. A change does nothing.
   *
   * Default: `{ create: "20m", update: "20m", delete: "10m" }`.
   *
   * @example { create: "2h" }
   */
  timeouts?: Partial<Timeouts>;
}
