// SPDX-License-Identifier: Apache-2.0
import axios, { type AxiosInstance } from "axios";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { type Answer, type AnswerFailure, type JsonObject, readAnswer } from "./answer";
import { type Failure, OpenSearchError } from "./errors";
import { readNetworkError } from "./network-error";
import { authorization } from "./sign-in";
import { type ConnectionSettings, secretsOf } from "./settings";
import { trustedAuthorities } from "./tls";

/** One call: where to, and what it is for (a phrase that completes “Could not …”). */
export interface Call {
  readonly doing: string;
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  /** Path segments; each is encoded, so that names with `%`, `;` or `/` arrive whole. */
  readonly segments: readonly string[];
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly body?: JsonObject | undefined;
  /** Whether an answer is one of this call at all; what is not was garbled on the way. */
  readonly isAnswer?: (json: JsonObject) => boolean;
}

/** Makes calls to one cluster. It holds the credentials in a closure: neither `inspect` nor JSON shows them. */
export interface Client {
  /** Scheme, host and port, for messages. */
  readonly host: string;
  /** The JSON object that was answered. Throws an `OpenSearchError` for anything else. Never retries. */
  request(call: Call): Promise<JsonObject>;
}

/** A client with keep-alive connections. */
export function createClient(settings: ConnectionSettings): Client {
  const http = createHttp(settings);
  const host = new URL(settings.baseUrl).origin;
  const secrets = secretsOf(settings);
  return {
    host,
    async request({ doing, method, segments, query, body, isAnswer = () => true }) {
      const path = `/${segments.map(encodeURIComponent).join("/")}`;
      const fail = (failure: Pick<Failure, "mayHaveHappened">, cause?: unknown): never => {
        const whole = { doing, method, path, host, ...failure };
        throw new OpenSearchError(redact(whole, secrets), cause === undefined ? {} : { cause });
      };
      let answer: Answer;
      try {
        answer = await send(http, { method, path, query, body });
      } catch (error) {
        const { failure, cause } = readNetworkError(error);
        return fail(failure, cause);
      }
      const read = readAnswer(answer);
      if ("failure" in read) return fail(read.failure);
      return isAnswer(read.json) ? read.json : fail(garbled(answer.status));
    },
  };
}

function garbled(status: number): AnswerFailure {
  const reason = "the answer is JSON, but not what this call is answered with";
  return { status, type: "not_json", reason, mayHaveHappened: true };
}

function createHttp(settings: ConnectionSettings): AxiosInstance {
  const keepAlive = { keepAlive: true, maxSockets: 32 };
  return axios.create({
    baseURL: settings.baseUrl,
    timeout: settings.requestTimeout,
    transitional: { clarifyTimeoutError: true },
    maxRedirects: 0,
    maxContentLength: 64 * 1024 * 1024,
    responseType: "text",
    transformResponse: (data: unknown) => data,
    validateStatus: () => true,
    httpAgent: new HttpAgent(keepAlive),
    httpsAgent: new HttpsAgent({
      ...keepAlive,
      rejectUnauthorized: !settings.insecure,
      ca: trustedAuthorities(settings.caCert),
    }),
    headers: { Accept: "application/json", ...authorization(settings.signIn) },
  });
}

async function send(
  http: AxiosInstance,
  { method, path, query, body }: Omit<Call, "doing" | "segments"> & { path: string },
): Promise<Answer> {
  const response = await http.request<unknown>({
    method,
    url: path,
    ...(query === undefined ? {} : { params: query }),
    // An explicit text, since the plugin refuses a start, stop or resume without a body.
    ...(body === undefined
      ? {}
      : { data: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
  });
  const header = (name: string): string | undefined => {
    const value: unknown = response.headers[name];
    return typeof value === "string" ? value : undefined;
  };
  return {
    status: response.status,
    contentType: header("content-type") ?? "",
    body: typeof response.data === "string" ? response.data : "",
    location: header("location"),
    retryAfter: header("retry-after"),
  };
}

/** A server, or a proxy, may echo what it was sent. */
function redact(failure: Failure, secrets: readonly string[]): Failure {
  const clean = (text: string): string =>
    secrets.reduce((left, secret) => (secret === "" ? left : left.replaceAll(secret, "***")), text);
  return {
    ...failure,
    reason: failure.reason === undefined ? undefined : clean(failure.reason),
    causes: failure.causes?.map(({ type, reason }) => ({ type, reason: clean(reason) })),
  };
}
