// SPDX-License-Identifier: Apache-2.0
import type { FollowerMark } from "../opensearch/api/follower-index";
import type { Checkpoints, Leader } from "../opensearch/api/status";

/** What has the follower's name on the cluster. */
export type Existing =
  /** No replication, and no index. */
  | { readonly kind: "absent" }
  /** An index that follows nothing. */
  | {
      readonly kind: "ordinaryIndex";
      /** It was a follower until a stop. */
      readonly wasFollower: boolean;
      /** A stop that raced with the start has left the write block on it, so that nothing has written to it. */
      readonly isBlocked: boolean;
      /** The same, as far as it can be told. */
      readonly mayBeBlocked: boolean;
    }
  /** `REPLICATION NOT IN PROGRESS`, and the index cannot be looked at, or says that it is a follower. */
  | { readonly kind: "unsettled"; readonly mark: "follower" | "forbidden" }
  | ExistingReplication;

/** What the status cannot tell because the leader is down, and what the index itself says. */
export interface Unreadable {
  readonly kind: "unreadable";
  readonly mark: FollowerMark;
}

export interface ExistingReplication {
  readonly kind: "replication";
  readonly status: string;
  readonly reason: string;
  readonly leader: Leader | undefined;
  /** Whether the start is certainly over: something of the leader has been replayed, or it was paused or has failed since. */
  readonly hasReplayed: boolean;
  readonly checkpoints?: Checkpoints | undefined;
}
