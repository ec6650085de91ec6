// SPDX-License-Identifier: Apache-2.0

/** What a refusal means for the call that it refuses. */
export type Fate =
  /** Nothing was done, and the same call is refused again. */
  | "refused"
  /** Nothing was done, and the same call may come through a little later. */
  | "notYet"
  /** Something may have been done. */
  | "unclear";

/** How an answer is recognised: all that is given must fit. */
export interface Match {
  /** The HTTP status. */
  readonly status?: number;
  /** `error.type`, or the code of a network error. */
  readonly type?: RegExp;
  /** The reason, or that of a cause. */
  readonly reason?: RegExp;
  /** The path of the call. */
  readonly path?: RegExp;
  /** Whether the cluster is a domain of Amazon's service. */
  readonly isAmazon?: boolean;
}

/** An answer, or a failure without one, that people meet. */
export interface KnownAnswer {
  readonly match: Match;
  /** Absent where the status decides. */
  readonly fate: Fate | undefined;
  /** What to try, in one or two sentences that hold for every case that matches. */
  readonly advice: string | undefined;
  /** Answers as they come: `[path] [status] [type]: reason`. */
  readonly samples: readonly string[];
}

/** A row of the table: how it is recognised, mostly by its reason, and what becomes of the call; then what to try, and samples. */
export const known =
  (by: RegExp | Match, fate?: Fate) =>
  (advice: string | undefined, ...samples: readonly string[]): KnownAnswer => ({
    match: by instanceof RegExp ? { reason: by } : by,
    fate,
    advice,
    samples,
  });
