// SPDX-License-Identifier: Apache-2.0
import type { OpenSearchError } from "../opensearch/answers/errors";
import type { Owner } from "./claims/claim";
import type { NamesDeclared } from "./claims/claims";
import type { ObjectKind } from "./claims/note";
import type { Comparison } from "./comparison";
import type { Call, Difference } from "./contract";
import type { Memory, Properties, Saved } from "./saved";
import type { InputCheck } from "./inputs/input-check";
import type { Operation } from "./operation";
import type { InputSchema, Violation } from "./inputs/validator";

/** What is particular to one kind of resource: decisions, and what they bring about on the cluster. */
export interface ResourceDefinition<Inputs, State> {
  readonly schema: InputSchema;
  readonly defaults: Properties;
  readonly emptyState: State & OfCluster;
  /** What it has on the cluster; left out where that is nothing. */
  readonly object?: {
    readonly kind: ObjectKind;
    /** In words, and the inputs that make up its name, which is the resource's id. */
    readonly called: string;
    readonly namedBy: readonly [string, ...string[]];
  };
  idOf(inputs: Inputs, urn: string | undefined): string;
  inputsOfId(id: string): Partial<Inputs>;
  /** It, at the beginning of a sentence. */
  named(id: string): string;
  /** The error of a look-up by id that finds nothing. */
  absence(id: string): string;
  readonly check: InputCheck;
  /** Told of the inputs of every resource that the program declares. */
  declared?(inputs: Properties, urn: string | undefined): void;
  /** The message on the row of a new resource, from its inputs. */
  sayOfNew?(given: Properties, isUnknown: Call["isUnknown"]): string | undefined;
  /**
   * What a replacement means that no comparison asks for (`replacementTrigger`, `replaceWith`,
   * `replaceOnChanges`): a message for the row, or why it is refused.
   */
  forced?(given: Properties): { readonly note: string } | { readonly refusal: Violation };
  /** What to remember besides the inputs: of one that changes, and of what is declared beside it. */
  remembered?(news: Properties, before: Saved, replications: () => NamesDeclared): Memory;
  /** `say` is shown on the resource's row. */
  diff(
    id: string,
    compared: Comparison,
    isUnknown: Call["isUnknown"],
  ): Difference & { readonly say?: string | undefined };
  /** `movedTo` is the uuid of another cluster than that of the state, on which it starts over. */
  create(
    inputs: Inputs,
    operation: Operation,
    movedTo: string | undefined,
  ): Promise<Made<Inputs, State>>;
  /**
   * Why something that was taken over is not as it was any more: another stack, resource or command that had
   * it too may have removed it in the same deployment.
   */
  lostSince?(inputs: Inputs, operation: Operation): Promise<string | undefined>;
  /** Nothing where it is gone. */
  read(
    recorded: Recorded<Inputs, State>,
    operation: Operation,
  ): Promise<Found<Inputs, State> | undefined>;
  /** Whether there is something to do or to read on the cluster; otherwise a change concerns the resource only. */
  hasWork(news: Inputs, recorded: Recorded<Inputs, State>): boolean;
  update(
    news: Inputs,
    recorded: Recorded<Inputs, State>,
    operation: Operation,
  ): Promise<Made<Inputs, State>>;
  /**
   * What to save where the cluster cannot be reached and that may be put off (`recorded` is left out of a
   * create); nothing where it is an error.
   */
  deferred?(
    news: Inputs,
    recorded: Recorded<Inputs, State> | undefined,
    error: OpenSearchError,
    operation: Operation,
  ): Promise<Made<Inputs, State> | undefined>;
  /** A job that is only half done is marked: its outputs do not tell. */
  readonly marksHalfDone?: true;
  /** Removes what it has on the cluster, as far as that is its own. */
  delete?(recorded: Recorded<Inputs, State>, owner: Owner, operation: Operation): Promise<void>;
}

export interface OfCluster {
  /** The cluster that it was made on; empty where the service hides it. */
  readonly clusterUuid: string;
}

export interface Recorded<Inputs, State> {
  readonly id: string;
  readonly inputs: Inputs;
  readonly state: State & OfCluster;
  readonly memory: Memory;
}

export interface Found<Inputs, State> {
  readonly inputs: Inputs;
  readonly state: State;
  /** What to remember no more. */
  readonly memory?: Memory;
}

export interface Made<Inputs, State> {
  readonly state: State;
  /** It was there before, and was taken over. */
  readonly adopted?: boolean;
  /** Whether it was made at all is not known. */
  readonly isUncertain?: boolean;
  /** Why the job is only half done; the next `up` continues it. */
  readonly failure?: Error | undefined;
  /** Where the cluster is known to have other inputs than were wanted. */
  readonly actual?: { readonly [name in keyof Inputs]?: Inputs[name] | undefined };
  /** What to remember of a job that is only half done. */
  readonly memory?: Memory;
}
