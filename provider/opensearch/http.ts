// SPDX-License-Identifier: Apache-2.0
import axios from "axios";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent, type AgentOptions } from "node:https";
import type { Answer } from "./answer";
import type { ConnectionSettings } from "./connection-settings";
import { decode } from "./setting-values";
import { tlsOptions } from "./tls";
import { TunnelAgent } from "./tunnel";

/** A request, byte for byte. */
export interface HttpRequest {
  readonly method: string;
  /** Complete, and encoded as it is to be sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Sends a request and gives the answer, whatever its status. */
export type Send = (request: HttpRequest) => Promise<Answer>;

/** Sends over keep-alive connections, through the proxy where there is one. */
export function createSend(settings: ConnectionSettings, proxy: URL | undefined): Send {
  const keepAlive = { keepAlive: true, maxSockets: 32 };
  const http = axios.create({
    timeout: settings.requestTimeout,
    transitional: { clarifyTimeoutError: true },
    maxRedirects: 0,
    maxContentLength: 64 * 1024 * 1024,
    responseType: "text",
    transformResponse: (data: unknown) => data,
    validateStatus: () => true,
    httpAgent: new HttpAgent(keepAlive),
    httpsAgent: httpsAgent(settings, proxy, keepAlive),
    headers: { Accept: "application/json" },
  });
  return async ({ method, url, headers, body }) => {
    const response = await http.request<unknown>({
      method,
      url,
      headers,
      // To an https:// address the agent goes through the proxy.
      proxy: proxy === undefined || url.startsWith("https:") ? false : proxyConfig(proxy),
      ...(body === undefined ? {} : { data: body }),
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
  };
}

function httpsAgent(
  settings: ConnectionSettings,
  proxy: URL | undefined,
  keepAlive: AgentOptions,
): HttpsAgent {
  const secure = { ...keepAlive, ...tlsOptions(settings) };
  if (proxy === undefined) return new HttpsAgent(secure);
  return settings.baseUrl.startsWith("https:")
    ? new TunnelAgent(proxy, settings.requestTimeout, secure)
    : // This one speaks with the proxy itself, to which only the authority applies.
      new HttpsAgent({ ...keepAlive, ca: secure.ca });
}

function proxyConfig(proxy: URL) {
  const username = decode(proxy.username);
  const auth = { username: username ?? "", password: decode(proxy.password) ?? "" };
  return {
    protocol: proxy.protocol,
    host: proxy.hostname,
    port: Number(proxy.port || (proxy.protocol === "https:" ? 443 : 80)),
    ...(username === undefined ? {} : { auth }),
  };
}
