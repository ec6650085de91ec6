// SPDX-License-Identifier: Apache-2.0
import type { RawSettings } from "../opensearch/settings/table";
import type { Holdings } from "../opensearch/api/holdings";
import type { Clock } from "../waiting/clock";
import type { Journal } from "./claims/journal";
import type { Log } from "../waiting/progress-log";
import type { Violation } from "./inputs/validator";

/**
 * A resource's life, as a door hands the engine's calls on. It knows nothing of the protocol: a door
 * makes a {@link Call} of what its protocol tells, puts the memory where its protocol has room for it, and
 * says a half-done job as its protocol does. Every method but `check` may throw; what it throws is a
 * sentence for people, and nothing is saved.
 */
export interface Handler {
  /** `olds` are the inputs in the state, empty where there are none. */
  check(olds: Saved, news: Saved, call: Call): Checked<Saved>;
  diff(id: string, olds: Saved, news: Saved, call: Call): Promise<Difference>;
  create(news: Saved, call: Call): Promise<Outcome & { readonly id: string }>;
  /** `undefined` if the resource is gone; for a look-up by id, which has nothing saved, an error. */
  read(id: string, saved: Saved, call: Call): Promise<Seen | undefined>;
  update(id: string, olds: Saved, news: Saved, call: Call): Promise<Outcome>;
  delete(id: string, saved: Saved, call: Call): Promise<void>;
}

/** What a handler is made of: one for each kind of resource, provider and process. */
export interface World {
  readonly clock: Clock;
  readonly random: () => number;
  /** The provider's settings, what its configuration leaves open taken from the environment; nothing checked. */
  readonly settings: RawSettings;
  /** The sign-in is stored with the provider, and given to runs without the program. */
  readonly isSignInStored: boolean;
  /** What the provider processes of this deployment tell one another. */
  readonly journal: Journal;
  /** Whether everything is to be destroyed, whatever the program declares. */
  readonly isDestroy: () => boolean;
  /** Nobody watches a terminal: every line stays in a log. */
  readonly isBuild: boolean;
}

export interface Call {
  /** The resource that the call is for, where the protocol says so. */
  readonly urn: string | undefined;
  /** How long it may take, in milliseconds; where nothing says so, the resource's default. */
  readonly limit: number | undefined;
  /** Aborted when the deployment is cancelled. */
  readonly signal: AbortSignal;
  /** Speaks on the resource's row. */
  readonly log: Log;
  /** Whether a value is not known yet, in a preview. */
  readonly isUnknown: (value: unknown) => boolean;
}

/** Properties that people see. */
export type Properties = Readonly<Record<string, unknown>>;

/** What is kept with a resource, in its inputs and in its state, and people do not see. It holds no secret. */
export interface Memory {
  /** The URN that it was saved under. */
  readonly urn?: string | undefined;
  /** The address that its cluster was known by; left out where the settings named none. */
  readonly host?: string | undefined;
  /** The job is only half done, and an update continues it. A refresh takes the mark away. */
  readonly unfinished?: true | undefined;
  /** What an old copy held when it was stopped to be replaced: it may be deleted while it holds just that. */
  readonly stopped?: Holdings | undefined;
  /** The connections that a rule was of before it moved to another; what it has made stays with them. */
  readonly formerAliases?: readonly string[] | undefined;
}

/** The inputs of a resource, or its state: outputs, with the inputs among them. What is `undefined` in it is not saved. */
export interface Saved {
  readonly properties: Properties;
  readonly memory: Memory;
}

/** The inputs with every default filled in, and every rule they break. */
export interface Checked<Inputs> {
  readonly inputs: Inputs;
  readonly failures: readonly Violation[];
}

export interface Difference {
  /** `undefined` lets the engine compare the inputs itself, so that it can show properties and honour `replaceOnChanges`. */
  readonly changes: boolean | undefined;
  readonly replaces: string[];
  readonly deleteBeforeReplace: boolean;
}

/** What to save after a create or an update. */
export interface Outcome {
  readonly state: Saved;
  /** Why the job is only half done. It is saved all the same, and the next `up` continues it. */
  readonly failure: Error | undefined;
}

/** What to save after a refresh. */
export interface Seen {
  readonly inputs: Saved;
  readonly state: Saved;
}
