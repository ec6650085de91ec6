// SPDX-License-Identifier: Apache-2.0
import axios, { isAxiosError } from "axios";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent, type AgentOptions } from "node:https";
import type { Answer } from "../answers/answer";
import type { ClientSettings } from "../settings/client-settings";
import { userinfoOf } from "../text/url";
import { noAnswer, ProxyError } from "../network/network-error";
import { tlsOptions } from "../network/tls";
import { TunnelAgent } from "../network/tunnel";
import { timeLimit } from "./time-limit";

interface HttpRequest {
  readonly method: string;
  /** Complete, and encoded as it is sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** For how many milliseconds at most the whole answer is waited for. */
  readonly limit?: number | undefined;
  /** Gives it up. */
  readonly signal?: AbortSignal | undefined;
}

/** Sends a request and gives the answer, whatever its status. Throws a `ProxyError` for what the proxy does. */
export type Send = (request: HttpRequest) => Promise<Answer>;

/**
 * How a connection is made. Of a host's addresses Node tries one after the other, and gives each a
 * quarter of a second unless told otherwise, which is not enough for a host that is far away.
 */
export const connecting = { autoSelectFamilyAttemptTimeout: 5_000 };

/** Sends over keep-alive connections, through the proxy where there is one. */
export function createSend(settings: ClientSettings, proxy: URL | undefined): Send {
  const keepAlive = { keepAlive: true, maxSockets: 32, ...connecting };
  const secureAgent = httpsAgent(settings, proxy, keepAlive);
  const http = axios.create({
    maxRedirects: 0,
    maxContentLength: 64 * 1024 * 1024,
    responseType: "text",
    transformResponse: (data: unknown) => data,
    validateStatus: () => true,
    httpAgent: new HttpAgent(keepAlive),
    httpsAgent: secureAgent,
    headers: { Accept: "application/json" },
  });
  return async ({ method, url, headers, body, limit = Infinity, signal }) => {
    // To an https:// address the agent goes through the proxy.
    const passedOn = proxy === undefined || url.startsWith("https:") ? undefined : proxy;
    const request = {
      method,
      url,
      headers,
      proxy: passedOn === undefined ? (false as const) : proxyAddress(passedOn),
      ...(body === undefined ? {} : { data: body }),
    };
    const whole = timeLimit(Math.min(settings.requestTimeout, limit), signal);
    const response = await http
      .request<unknown>({ ...request, signal: whole.signal })
      .catch((error: unknown) => {
        const isWaiting =
          secureAgent instanceof TunnelAgent &&
          isAxiosError(error) &&
          secureAgent.giveUp(error.request as object);
        const isProxys = isWaiting || passedOn !== undefined;
        const said = whole.isOver() ? noAnswer(settings.requestTimeout, limit) : error;
        throw isProxys && !(error instanceof ProxyError) ? new ProxyError(said, !isWaiting) : said;
      })
      .finally(whole.end);
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
  };
}

function httpsAgent(
  settings: ClientSettings,
  proxy: URL | undefined,
  keepAlive: AgentOptions,
): HttpsAgent | TunnelAgent {
  const secure = { ...keepAlive, ...tlsOptions(settings) };
  if (proxy === undefined) return new HttpsAgent(secure);
  // Of what is set for the cluster, only the authorities concern the proxy.
  const toProxy = { ...keepAlive, ...(secure.ca === undefined ? {} : { ca: secure.ca }) };
  return settings.baseUrl.startsWith("https:")
    ? new TunnelAgent(proxy, settings.requestTimeout, toProxy, secure)
    : new HttpsAgent(toProxy);
}

function proxyAddress(proxy: URL) {
  const { username = "", password = "" } = userinfoOf(proxy);
  return {
    protocol: proxy.protocol,
    host: proxy.hostname.replace(/^\[|\]$/g, ""),
    port: Number(proxy.port || (proxy.protocol === "https:" ? 443 : 80)),
    ...(username + password === "" ? {} : { auth: { username, password } }),
  };
}
