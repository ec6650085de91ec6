// SPDX-License-Identifier: Apache-2.0
import { describeFailure, type Failure, reasonsOf, type ServerReason } from "./failure";
import { type AnswerName, isKnownAs, knownAs, pageOn } from "./known";

export type { Failure, ServerReason } from "./failure";

/**
 * A call to OpenSearch that did not succeed: what was being done, what the server (or the network)
 * said, and what to try. It never holds a credential, a request header or a request body.
 */
export class OpenSearchError extends Error implements Failure {
  override readonly name = "OpenSearchError";
  readonly doing!: string;
  readonly method!: string;
  readonly path!: string;
  readonly host!: string;
  readonly isAmazon: boolean | undefined;
  readonly status: number | undefined;
  readonly type: string | undefined;
  readonly reason: string | undefined;
  readonly causes!: readonly ServerReason[];
  readonly isOfProxy: boolean | undefined;
  readonly isSilent: boolean | undefined;
  readonly mayHaveHappened!: boolean;
  readonly retryAfter: number | undefined;
  /** What to try, in sentences; absent where nothing is known. */
  readonly remedy: string | undefined;
  /** Where the docs have more about the answer, if it is known. */
  readonly page: string | undefined;

  /** What the server said, by which it is known; a secret that is a common word would hide it. */
  readonly #said: Failure;

  /**
   * `hint` says what to try in the run that the call is part of, in addition to the remedy for the answer;
   * `shown` is the failure as it may be shown.
   */
  constructor(
    failure: Failure,
    { hint, shown = failure, ...options }: { cause?: unknown; hint?: string; shown?: Failure } = {},
  ) {
    const known = knownAs(failure, (row) => row.advice !== undefined);
    const advice = [known?.advice ?? [], hint ?? []].flat().join("\n");
    const remedy = advice === "" ? undefined : advice;
    super([describeFailure(shown), remedy ?? []].flat().join("\n"), options);
    Object.assign(this, { ...shown, causes: shown.causes ?? [] });
    this.#said = failure;
    this.remedy = remedy;
    this.page = known === undefined ? undefined : pageOn(known.name);
  }

  /** Whether it is the known answer of that name; where a text is given, one that says this, too. */
  is(name: AnswerName, text = ""): boolean {
    const said = this.#said;
    return isKnownAs(name, said) && reasonsOf(said).some(({ reason }) => reason.includes(text));
  }
}

/** Settings with which no call can be made: missing, contradictory or unreadable ones. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";

  /** What is wrong with the settings, where the message says where these come from besides. */
  readonly problems: readonly string[];

  constructor(
    message: string,
    { problems = [], ...options }: ErrorOptions & { readonly problems?: readonly string[] } = {},
  ) {
    super(message, options);
    this.problems = problems;
  }
}
