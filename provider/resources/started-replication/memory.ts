// SPDX-License-Identifier: Apache-2.0

type Inputs = Readonly<Record<string, unknown>>;

/** A replacement that `diff` asked for. */
export interface AskedReplacement {
  /** The new follower index. */
  readonly index: string;
  /** The old index is to be deleted, where the new one has another name. */
  readonly deletesIndex: boolean;
  /** An input has changed; else it is for a failure only. */
  readonly isForInputs: boolean;
}

/** A replacement that is under way. */
export interface Replacement {
  /** The new follower index. */
  readonly index: string;
  readonly inputs: Inputs;
}

/**
 * What one provider process remembers between the engine's calls of one deployment. The engine tells
 * `delete` and `create` nothing of why they are called; but it calls `diff`, then `check` without
 * olds, `delete` and `create` of a replacement in the same process.
 */
export interface Memory {
  /** `diff` asked to replace the replication `id`. */
  replacementAsked(id: string, asked: AskedReplacement): void;
  /** The engine checks the inputs of a new resource, which begins the replacements that were asked for. */
  creationChecked(index: string, inputs: Inputs): void;
  /** The replacement that is under way for this id, if one is. */
  replacementOf(id: string): Replacement | undefined;
  /** What was asked for this id, where no check has confirmed it: a refresh before a destroy asks, too. */
  unconfirmed(id: string): AskedReplacement | undefined;
  /** The old replication was stopped for the replacement; its index is ours to overwrite. */
  stoppedForReplacement(id: string): void;
  /**
   * Whether the create of this index ends a replacement under the same name, whose old replication
   * this process has stopped, or one before it: when a deployment died in between, the engine asks
   * for the replacement again but not for the delete. Forgets it, so that it holds for one create.
   */
  takeReplacement(index: string): boolean;
  /** Old indexes that are to be deleted once the start into `index` is acknowledged. */
  leftoversOf(index: string): string[];
  leftoverNoted(index: string, old: string): void;
  leftoverCleared(index: string, old: string): void;
  /** The start into `index` is acknowledged. */
  started(index: string): void;
  /** Whether it was, in this process. */
  hasStarted(index: string): boolean;
  /** The resource with this URN took the replication over. */
  adopted(id: string, urn: string | undefined): void;
  /** The URN of the resource that took the replication over in this process. */
  adopterOf(id: string): string | undefined;
}

/** An empty memory. */
export function createMemory(): Memory {
  const asked = new Map<string, AskedReplacement>();
  const replacing = new Map<string, Replacement>();
  const stopped = new Set<string>();
  const leftovers = new Map<string, Set<string>>();
  const startedHere = new Set<string>();
  const adopters = new Map<string, string>();
  const leftoverNoted = (index: string, old: string): void => {
    leftovers.set(index, (leftovers.get(index) ?? new Set()).add(old));
  };
  return {
    replacementAsked: (id, replacement) => void asked.set(id, replacement),
    creationChecked(index, inputs) {
      for (const [id, wanted] of asked) {
        if (wanted.index !== index) continue;
        asked.delete(id);
        replacing.set(id, { index, inputs });
        if (wanted.deletesIndex && id !== index) leftoverNoted(index, id);
      }
    },
    replacementOf: (id) => replacing.get(id),
    unconfirmed: (id) => asked.get(id),
    stoppedForReplacement(id) {
      asked.delete(id);
      replacing.delete(id);
      stopped.add(id);
    },
    takeReplacement(index) {
      const isResumed = replacing.get(index)?.index === index;
      replacing.delete(index);
      return stopped.delete(index) || isResumed;
    },
    leftoversOf: (index) => [...(leftovers.get(index) ?? [])],
    leftoverNoted,
    leftoverCleared: (index, old) => void leftovers.get(index)?.delete(old),
    started: (index) => void startedHere.add(index),
    hasStarted: (index) => startedHere.has(index),
    adopted(id, urn) {
      if (urn !== undefined) adopters.set(id, urn);
    },
    adopterOf: (id) => adopters.get(id),
  };
}
