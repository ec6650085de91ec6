// SPDX-License-Identifier: Apache-2.0
import type { Deadline } from "../../../waiting/clock";

/** How long a cluster that cannot be asked is waited for; longer than a node takes to restart. */
export const troublePatience = 180_000;

/** A wait's patience with a cluster that cannot be asked. */
export interface Patience {
  /** It has answered. */
  answered(): void;
  /** It could not be asked; whether that has lasted too long. */
  isOver(): boolean;
}

/** Patience that begins anew with every answer. */
export function patienceWithin(deadline: Deadline): Patience {
  let since: number | undefined;
  return {
    answered: () => (since = undefined),
    isOver: () => {
      since ??= deadline.elapsed();
      return deadline.elapsed() - since >= troublePatience;
    },
  };
}
