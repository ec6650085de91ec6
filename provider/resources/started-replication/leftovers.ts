// SPDX-License-Identifier: Apache-2.0
import type { OperationContext } from "./context";
import { look } from "./look";
import { clearAway } from "./stopping";

/**
 * Deletes the old indexes of replacements by the replication into `index`, whose start is
 * acknowledged by now. One that is followed again, or never was, is somebody else's.
 */
export async function clearLeftovers(index: string, context: OperationContext): Promise<void> {
  const { memory } = context;
  for (const old of memory.leftoversOf(index)) {
    const standing = await look(old, context);
    if (standing.kind === "ordinaryIndex" && standing.wasFollower) await clearAway(old, context);
    memory.leftoverCleared(index, old);
  }
}
