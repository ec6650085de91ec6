// SPDX-License-Identifier: Apache-2.0
import { remedyFor } from "./remedies";

/** One `type: reason` of an OpenSearch error. */
export interface ServerReason {
  readonly type: string;
  readonly reason: string;
}

/** What is known about a call that did not succeed. */
export interface Failure {
  /** What we were doing, to which index, as a phrase: `start replication into index "a"`. */
  readonly doing: string;
  readonly method: string;
  readonly path: string;
  /** Scheme, host and port; never userinfo. */
  readonly host: string;
  /** HTTP status; absent where no answer came. */
  readonly status?: number | undefined;
  /** `error.type`, or the network error's code (`ECONNREFUSED`). */
  readonly type?: string | undefined;
  /** `error.reason`, or what the network error said. */
  readonly reason?: string | undefined;
  /** `caused_by`, outermost first. */
  readonly causes?: readonly ServerReason[] | undefined;
  /** Whether the server can have acted on the request although it did not confirm it. */
  readonly mayHaveHappened: boolean;
  /** The `Retry-After` header, in milliseconds. */
  readonly retryAfter?: number | undefined;
}

/**
 * A call to OpenSearch that did not succeed: what was being done, what the server (or the network)
 * said, and what to try. It never holds a credential, a request header or a request body.
 */
export class OpenSearchError extends Error implements Failure {
  override readonly name = "OpenSearchError";
  readonly doing: string;
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly status: number | undefined;
  readonly type: string | undefined;
  readonly reason: string | undefined;
  readonly causes: readonly ServerReason[];
  readonly mayHaveHappened: boolean;
  readonly retryAfter: number | undefined;
  /** One sentence: what to try; absent where nothing is known. */
  readonly remedy: string | undefined;

  constructor(failure: Failure, options?: { cause?: unknown }) {
    const remedy = remedyFor(failure);
    super(describe(failure, remedy), options);
    this.doing = failure.doing;
    this.method = failure.method;
    this.path = failure.path;
    this.host = failure.host;
    this.status = failure.status;
    this.type = failure.type;
    this.reason = failure.reason;
    this.causes = failure.causes ?? [];
    this.mayHaveHappened = failure.mayHaveHappened;
    this.retryAfter = failure.retryAfter;
    this.remedy = remedy;
  }

  /** Whether the server refused with this reason (a part of the text is enough). */
  says(text: string): boolean {
    return [this.reason ?? "", ...this.causes.map((cause) => cause.reason)].some((reason) =>
      reason.includes(text),
    );
  }
}

/** Settings with which no call can be made: missing, contradictory or unreadable ones. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

function describe(failure: Failure, remedy: string | undefined): string {
  const said = [{ type: failure.type, reason: failure.reason }, ...(failure.causes ?? [])].flatMap(
    ({ type, reason }) => {
      const text = [type, reason].filter((part) => part !== undefined && part !== "").join(": ");
      return text === "" ? [] : [text];
    },
  );
  const answer = failure.status === undefined ? "no answer" : `HTTP ${failure.status}`;
  const what = said.length === 0 ? answer : `${said.join("; caused by ")} (${answer})`;
  const sentence = `Could not ${failure.doing} on ${failure.host}: ${what}.`;
  return remedy === undefined ? sentence : `${sentence} ${remedy}`;
}
