// SPDX-License-Identifier: Apache-2.0
import type { Deadline } from "../../waiting/clock";

/** How long a cluster that cannot be asked is waited for; longer than a node takes to restart. */
const troublePatience = 180_000;

/** Patience with a cluster that does not answer; every answer resets it. */
export function patienceWithin(deadline: Deadline) {
  let since: number | undefined;
  return {
    answered: () => void (since = undefined),
    /** It could not be asked once more; whether that has lasted too long. */
    isOver: () => {
      since ??= deadline.elapsed();
      return deadline.elapsed() - since >= troublePatience;
    },
  };
}
