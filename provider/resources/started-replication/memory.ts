// SPDX-License-Identifier: Apache-2.0

/**
 * What one provider process remembers between the engine's calls of one deployment. The engine tells
 * `delete` and `create` nothing of why they are called; but it calls `diff`, then `check` without
 * olds, `delete` and `create` of a replacement in the same process.
 */
export interface Memory {
  /** `diff` asked to replace the replication, and the follower keeps its name. */
  replacementAsked(id: string): void;
  /** The engine checks the inputs of a new resource, which for an id that was asked for begins the replacement. */
  creationChecked(id: string, inputs: Readonly<Record<string, unknown>>): void;
  /** The inputs of the replacement that is under way for this id, if one is. */
  replacementOf(id: string): Readonly<Record<string, unknown>> | undefined;
  /** The old replication was stopped for the replacement; its index is ours to overwrite. */
  stoppedForReplacement(id: string): void;
  /** Whether it was; forgets it, so that it holds for one create. */
  takeStopped(id: string): boolean;
  /** The resource with this URN took the replication over. */
  adopted(id: string, urn: string | undefined): void;
  /** The URN of the resource that took the replication over in this process. */
  adopterOf(id: string): string | undefined;
}

/** An empty memory. */
export function createMemory(): Memory {
  const asked = new Set<string>();
  const replacing = new Map<string, Readonly<Record<string, unknown>>>();
  const stopped = new Set<string>();
  const adopters = new Map<string, string>();
  return {
    replacementAsked: (id) => void asked.add(id),
    creationChecked: (id, inputs) => {
      if (asked.delete(id)) replacing.set(id, inputs);
    },
    replacementOf: (id) => replacing.get(id),
    stoppedForReplacement: (id) => {
      replacing.delete(id);
      stopped.add(id);
    },
    takeStopped: (id) => stopped.delete(id),
    adopted: (id, urn) => {
      if (urn !== undefined) adopters.set(id, urn);
    },
    adopterOf: (id) => adopters.get(id),
  };
}
