// SPDX-License-Identifier: Apache-2.0
import type { RawSettings } from "../opensearch/settings/table";
import type { Clock } from "../waiting/clock";
import type { Journal } from "./claims/journal";
import type { Log } from "../waiting/progress-log";
import type { Saved } from "./saved";
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
  /** What of the settings is the provider's own configuration: the engine stores it, and gives it to runs without the program. */
  readonly configured: RawSettings;
  /** What the provider processes of this deployment tell one another. */
  readonly journal: Journal;
  /** Does something when the deployment ends, before the process does. */
  readonly atEnd: (work: () => Promise<void>) => void;
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
  readonly log: Log;
  /** Whether a value is not known yet, in a preview. */
  readonly isUnknown: (value: unknown) => boolean;
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
