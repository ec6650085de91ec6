// SPDX-License-Identifier: Apache-2.0
import type { Operation } from "../common/operation";

/** What every operation on a replication needs from outside. */
export interface OperationContext extends Operation {
  readonly cascade: Cascade;
}

/**
 * Replications that this process was asked to stop before the engine has checked them. When something
 * is deleted before it is replaced, the engine first deletes what depends on it: it asks `diff` with
 * unknown inputs in the place of what will change, `delete`, and `check` and `create` when the program
 * gets there. Unknown inputs come at no other time than in a preview, which deletes nothing.
 */
export interface Cascade {
  /** `diff` was asked what unknown inputs would replace. */
  announced(index: string): void;
  isAnnounced(index: string): boolean;
  /** The replication was stopped, and its copy is left for the replacement to overwrite. */
  stopped(index: string): void;
  /** Whether the copy was left; forgets it, so that it holds for one create. */
  takeStopped(index: string): boolean;
}

/** Nothing is announced yet. */
export function createCascade(): Cascade {
  const announced = new Set<string>();
  const left = new Set<string>();
  return {
    announced: (index) => void announced.add(index),
    isAnnounced: (index) => announced.has(index),
    stopped(index) {
      announced.delete(index);
      left.add(index);
    },
    takeStopped: (index) => left.delete(index),
  };
}
