// SPDX-License-Identifier: Apache-2.0
import { type Clock, systemClock } from "../../waiting/clock";
import { isAmazonHost } from "../text/amazon";
import { inOrder, isAlive, mayTryNext, triedHosts } from "./addresses";
import { type Answer, type AnswerFailure, type JsonObject, readAnswer } from "../answers/answer";
import type { CredentialProviders } from "../sign-in/aws-credentials";
import { awsHttpOptions } from "../sign-in/aws-http-options";
import type { ClientSettings } from "../settings/client-settings";
import { ConfigurationError, type Failure, OpenSearchError } from "../answers/errors";
import { describeDuration } from "../../waiting/duration";
import { withinTime } from "./time-limit";
import { isKnownAs } from "../answers/known";
import { aboutIssuer } from "../network/issuer";
import { createSend } from "./http";
import { readNetworkError } from "../network/network-error";
import { proxyFor, type ProxyOf } from "../network/proxy";
import { encodedPath, encodedQuery } from "../text/request-url";
import { proxySecrets, redact, redacted, secretsOf } from "../sign-in/secrets";
import { createAuthorize } from "../sign-in/signing";
import { traceTo } from "./trace";

/** One call: where to, and what it is for (a phrase that completes “Could not …”). */
export interface Call {
  readonly doing: string;
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  /** Path segments; each is encoded, so that names with `%`, `;` or `/` arrive whole. */
  readonly segments: readonly string[];
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly body?: JsonObject | undefined;
  /** The follower index of a `_status` call, which may share its answer with others. */
  readonly statusOf?: string;
  /** Whether an answer is one of this call at all; what is not was garbled on the way. */
  readonly isAnswer?: (json: JsonObject) => boolean;
  /** An answer that is shared with other calls will not do. */
  readonly isAlone?: boolean;
  /** Once it is aborted, a call that still waits for its turn is not sent, and a read is given up. */
  readonly signal?: AbortSignal | undefined;
  /** For how many milliseconds the whole answer is waited for, where that is less than `requestTimeout`. */
  readonly limit?: number | undefined;
}

/** Makes calls to one cluster. It holds the credentials in a closure: neither `inspect` nor JSON shows them. */
export interface Client {
  /** Scheme, host and port of its addresses, for messages. */
  readonly host: string;
  readonly isAmazon: boolean;
  /** The JSON object that was answered. Throws an `OpenSearchError` for anything else. Never retries. */
  request(call: Call): Promise<JsonObject>;
}

export interface ClientContext {
  readonly clock?: Pick<Clock, "now" | "wallTime">;
  readonly proxyOf?: ProxyOf;
  readonly providers?: () => CredentialProviders;
  /** What to try about a failure in this run, in addition to the remedy for the answer. */
  readonly hint?: Hint;
}

/** Advice that hangs on more than the answer. */
export type Hint = (failure: Failure) => string | undefined;

type Outcome =
  | { readonly json: JsonObject }
  | { readonly failure: AnswerFailure; readonly cause?: Error | undefined };

export function createClient(
  settings: ClientSettings,
  { clock = systemClock, proxyOf, providers, hint: hintFor }: ClientContext = {},
): Client {
  const addresses = [settings.baseUrl, ...settings.otherUrls].map((baseUrl, index) => {
    const proxy = proxyFor(baseUrl, settings.proxy, proxyOf);
    const { origin } = new URL(baseUrl);
    return {
      index,
      baseUrl,
      proxy,
      send: createSend(settings, proxy),
      host: proxy === undefined ? origin : `${origin} (through the proxy ${proxy.origin})`,
    };
  });
  const secrets = new Set([
    ...secretsOf(settings),
    ...addresses.flatMap(({ proxy }) => (proxy === undefined ? [] : proxySecrets(proxy.href))),
  ]);
  const noteSecrets = (found: readonly string[]): void => found.forEach((one) => secrets.add(one));
  const clean = (said: string): string => redact(said, secrets);
  const trace = traceTo();
  const authorize = createAuthorize(settings.signIn, {
    clock,
    noteSecrets,
    providers,
    awsHttpOptions: awsHttpOptions(settings, proxyOf),
  });
  const { signIn, hostOverride = "", baseUrl, otherUrls } = settings;
  const isAmazon =
    signIn.kind === "aws" || [hostOverride, baseUrl, ...otherUrls].some(isAmazonHost);
  let preferred = 0;

  const callAt = async (
    { baseUrl, proxy, send }: (typeof addresses)[number],
    { method, segments, query, body, limit, signal, isAnswer = () => true }: Call,
  ): Promise<Outcome> => {
    // What a change has done has to be known, so that it is waited for.
    const givenUpBy = method === "GET" ? signal : undefined;
    const url = `${baseUrl}${encodedPath(segments)}${encodedQuery(query)}`;
    const whole = Math.min(settings.requestTimeout, limit ?? Infinity);
    // An explicit text, since the plugin refuses a start, stop or resume without a body.
    const text = body === undefined ? undefined : JSON.stringify(body);
    const signable = { method, url: new URL(url), host: settings.hostOverride, body: text ?? "" };
    const headers = {
      ...(settings.hostOverride === undefined ? {} : { Host: settings.hostOverride }),
      ...(text === undefined ? {} : { "Content-Type": "application/json" }),
      // Their own limits, which say more, come first.
      ...(await withinTime(authorize(signable), whole + 1_000, givenUpBy, () =>
        noCredentials(whole),
      )),
    };
    const begun = clock.now();
    const traced = (outcome: string): void =>
      trace({
        ...{ time: clock.wallTime(), milliseconds: clock.now() - begun },
        ...{ method, url: clean(url), outcome },
      });
    let answer: Answer;
    try {
      answer = await send({ method, url, headers, body: text, limit, signal: givenUpBy });
    } catch (error) {
      traced(givenUpBy?.aborted === true ? "given up" : "failed");
      givenUpBy?.throwIfAborted();
      const read = readNetworkError(error, clean);
      const isUntrusted = isKnownAs("certificateNotTrusted", read.failure) && proxy === undefined;
      const about = isUntrusted ? await aboutIssuer(baseUrl, settings) : "";
      if (about === "") return read;
      return { ...read, failure: { ...read.failure, reason: `${read.failure.reason}; ${about}` } };
    }
    traced(String(answer.status));
    const read = readAnswer(answer, clean);
    return "json" in read && !isAnswer(read.json) ? { failure: garbled(answer.status) } : read;
  };

  return {
    host: addresses.map(({ host }) => host).join(", "),
    isAmazon,
    async request(call) {
      const failed: { host: string; failure: AnswerFailure }[] = [];
      const turns = inOrder(addresses, preferred);
      for (const [turn, address] of turns.entries()) {
        const outcome = await callAt(address, call);
        const failure = "failure" in outcome ? outcome.failure : undefined;
        if (isAlive(failure)) preferred = address.index;
        if (!("failure" in outcome)) return outcome.json;
        if (turn + 1 < turns.length && mayTryNext(call.method, outcome.failure)) {
          failed.push({ host: address.host, failure: outcome.failure });
          continue;
        }
        const { doing, method } = call;
        const host = triedHosts(failed, address.host);
        const path = encodedPath(call.segments);
        const isSilent = [...failed, outcome].every(({ failure }) => failure.isSilent === true);
        const whole = { doing, method, path, host, isAmazon, ...outcome.failure, isSilent };
        const { cause } = outcome;
        const hint = hintFor?.(whole);
        throw new OpenSearchError(whole, {
          shown: redacted(whole, secrets),
          ...(cause === undefined ? {} : { cause }),
          ...(hint === undefined ? {} : { hint }),
        });
      }
      throw new Error("No address to call.");
    },
  };
}

/** Credentials of a service, or of another program, have no limit of their own. */
function noCredentials(milliseconds: number): ConfigurationError {
  return new ConfigurationError(
    `No credentials within ${describeDuration(milliseconds)}: whoever gives them (credential_process, the container's or the instance's endpoint, or STS) has not answered in full. Check that, or set static keys.`,
  );
}

function garbled(status: number): AnswerFailure {
  const reason = "the answer is JSON, but not the answer to this call";
  return { status, type: "not_json", reason, mayHaveHappened: true };
}
