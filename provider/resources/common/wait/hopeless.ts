// SPDX-License-Identifier: Apache-2.0

/** Why a goal will never be reached. */
export interface Hopeless {
  readonly fact: string;
  /** What helps the resource that owns the replication; who only waits for it has another way. */
  readonly advice?: string;
}
