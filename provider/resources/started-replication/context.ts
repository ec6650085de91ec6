// SPDX-License-Identifier: Apache-2.0
import type { Operation } from "../../lifecycle/operation";

export interface OperationContext extends Operation {
  readonly cascade: ReturnType<typeof createCascade>;
}

/**
 * Replications that this process was asked to stop before the engine has checked them. When something
 * is deleted before it is replaced, the engine first deletes what depends on it: it asks `diff` with
 * unknown inputs in the place of what will change, `delete`, and `check` and `create` when the program
 * gets there. Unknown inputs come at no other time than in a preview, which deletes nothing.
 */
export function createCascade() {
  const announced = new Set<string>();
  const left = new Set<string>();
  return {
    /** `diff` was asked what unknown inputs would replace. */
    announced: (index: string): void => void announced.add(index),
    isAnnounced: (index: string): boolean => announced.has(index),
    /** The replication was stopped, and its copy is left for the replacement to overwrite. */
    stopped(index: string): void {
      announced.delete(index);
      left.add(index);
    },
    /** Whether the copy was left; forgets it, so that it holds for one create. */
    takeStopped: (index: string): boolean => left.delete(index),
  };
}
