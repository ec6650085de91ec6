// SPDX-License-Identifier: Apache-2.0

/** A failure that people meet, and the one sentence that helps. */
export interface Remedy {
  /** A short name, unique in the table; the README's troubleshooting table lists it. */
  readonly name: string;
  /** HTTP status that must match, where given. */
  readonly status?: number;
  /** `error.type` or network error code that must match, where given. */
  readonly type?: RegExp;
  /** Path of the call that must match, where given. */
  readonly path?: RegExp;
  /** Holds only where the cluster is a domain of Amazon's service, or only where it is not. */
  readonly isAmazon?: boolean;
  /** Text that must be in a reason, where given. */
  readonly reason?: RegExp;
  readonly advice: string;
}
