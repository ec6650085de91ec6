// SPDX-License-Identifier: Apache-2.0
import { isAxiosError } from "axios";
import type { AnswerFailure } from "./answer";

/** Codes of errors that come before the request has left this machine. */
const neverSent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPROTO|ERR_SSL_.*|ERR_TLS_.*|.*CERT.*|UNABLE_TO_.*|ERR_INVALID_URL|PROXY_REFUSED|PROXY_UNAVAILABLE)$/;

/**
 * What a call without an answer says. The error that axios throws holds the request with its
 * Authorization header, so only what the network said is kept as the cause.
 */
export function readNetworkError(
  error: unknown,
  clean: Clean,
): {
  failure: AnswerFailure;
  cause: Error | undefined;
} {
  const cause = bareCause(isAxiosError(error) ? error.cause : error, clean);
  const code = codeOf(error) ?? codeOf(cause) ?? "network_error";
  const message = error instanceof Error ? error.message : String(error);
  return {
    failure: { type: code, reason: message, mayHaveHappened: !neverSent.test(code) },
    cause,
  };
}

/** Takes secrets out of a text. */
export type Clean = (text: string) => string;

/** An error with nothing but what it says: the libraries' own hold requests with their headers. */
export function bareCause(error: unknown, clean: Clean): Error | undefined {
  if (!(error instanceof Error) || isAxiosError(error)) return undefined;
  const bare = new Error(clean(error.message));
  bare.name = error.name;
  return bare;
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}
