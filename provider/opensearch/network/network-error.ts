// SPDX-License-Identifier: Apache-2.0
import { isAxiosError } from "axios";
import { describeDuration } from "../../waiting/duration";
import type { AnswerFailure } from "../answers/answer";
import { readTlsError } from "./tls-error";

/** Codes of errors that come before the request has left this machine. */
const neverSent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ERR_TLS_.*|(?!ERR_).*CERT.*|UNABLE_TO_.*|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|ERR_INVALID_URL|PROXY_REFUSED|PROXY_UNAVAILABLE)$/;

/** Codes of errors that say that nothing was reached there. What has no way out of this machine says nothing of there. */
const noneThere = /^(ECONNREFUSED|ENOTFOUND|EHOSTUNREACH)$/;

/** What Node says of a connection that is not there yet, of TLS or below it. */
const whileConnecting = /^connect |before secure TLS connection was established$/;

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
  const proxys = proxyErrorOf(error);
  const said = proxys === undefined ? error : proxys.cause;
  const cause = bareCause(isAxiosError(said) ? said.cause : said, clean);
  const { type, reason, isBefore } = read(said);
  const isSilent =
    noneThere.test(type) || (type === "ETIMEDOUT" && /^connect (?!.*ENETUNREACH)/.test(reason));
  if (proxys === undefined)
    return { failure: { type, reason, isSilent, mayHaveHappened: !isBefore }, cause };
  return {
    failure: {
      type: type === unnamed ? "PROXY_UNAVAILABLE" : type,
      reason: `the proxy cannot be used: ${reason}`,
      isOfProxy: true,
      mayHaveHappened: proxys.wasSent && !isBefore,
    },
    cause,
  };
}

const unnamed = "network_error";

/** The error where time is up: by `requestTimeout`, or by the limit of the call. */
export function noAnswer(requestTimeout: number, limit = Infinity): Error {
  const time = describeDuration(Math.min(requestTimeout, limit));
  const which = limit < requestTimeout ? time : `requestTimeout (${time})`;
  return Object.assign(new Error(`no answer within ${which}`), { code: "ETIMEDOUT" });
}

type Clean = (text: string) => string;

/** An error with nothing but what it says: the libraries' own hold requests with their headers. */
export function bareCause(error: unknown, clean: Clean): Error | undefined {
  if (!(error instanceof Error) || isAxiosError(error)) return undefined;
  const reason = messageOf(error);
  const bare = new Error(clean(readTlsError(codeOf(error) ?? "", reason)?.reason ?? reason));
  bare.name = error.name;
  return bare;
}

function read(error: unknown): { type: string; reason: string; isBefore: boolean } {
  const thrown = isAxiosError(error) ? (error.cause ?? error) : error;
  const type = codeOf(thrown) ?? codeOf(error) ?? unnamed;
  const reason = messageOf(thrown);
  return (
    readTlsError(type, reason) ?? {
      type,
      reason,
      isBefore: neverSent.test(type) || whileConnecting.test(reason),
    }
  );
}

/** A host with several addresses fails with an error for each, whose own says nothing. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}

/** axios and the agent may each put an error around the proxy's. */
function proxyErrorOf(error: unknown): ProxyError | undefined {
  if (error instanceof ProxyError) return proxyErrorOf(error.cause) ?? error;
  return isAxiosError(error) ? proxyErrorOf(error.cause) : undefined;
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}

/** What went wrong between here and the proxy: the cluster has no part in it. */
export class ProxyError extends Error {
  override readonly name = "ProxyError";
  constructor(
    override readonly cause: unknown,
    /** Whether the request can have left by then; through a tunnel that is not there it cannot. */
    readonly wasSent: boolean,
  ) {
    super("the proxy failed");
  }
}
