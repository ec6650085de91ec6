// SPDX-License-Identifier: Apache-2.0

/**
 * What one provider process remembers of its rules between the engine's calls of one deployment. The
 * engine tells `delete` nothing of why it is called; but in a replacement it calls `diff`, then `check`
 * without olds, and `delete` after that; in a destroy it checks nothing.
 */
export interface RuleMemory {
  /** `diff` asked to replace the rule `id` by the rule `by`. */
  replacementAsked(id: string, by: string): void;
  /** The engine checks the inputs of a new resource. */
  creationChecked(id: string): void;
  /** The rule was made, or taken over. */
  made(id: string): void;
  /** Whether a delete of the rule is a part of its replacement. */
  isReplaced(id: string): boolean;
  /** Whether this process has made the rule, so that another resource has it now. */
  isMadeHere(id: string): boolean;
}

/** An empty memory. */
export function createRuleMemory(): RuleMemory {
  const asked = new Map<string, string>();
  const checked = new Set<string>();
  const madeHere = new Set<string>();
  return {
    replacementAsked: (id, by) => void asked.set(id, by),
    creationChecked: (id) => void checked.add(id),
    made: (id) => void madeHere.add(id),
    // A replacement that is forced from outside (--target-replace) asks no diff.
    isReplaced: (id) => checked.has(asked.get(id) ?? id),
    isMadeHere: (id) => madeHere.has(id),
  };
}
