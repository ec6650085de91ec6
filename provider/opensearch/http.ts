// SPDX-License-Identifier: Apache-2.0
import axios from "axios";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Answer } from "./answer";
import type { ConnectionSettings } from "./connection-settings";
import { decode } from "./setting-values";
import { tlsOptions } from "./tls";

/** A request, byte for byte. */
export interface HttpRequest {
  readonly method: string;
  /** Complete, and encoded as it is to be sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Sends a request and gives the answer, whatever its status. */
export type Send = (request: HttpRequest, proxy: URL | undefined) => Promise<Answer>;

/** Sends over keep-alive connections. */
export function createSend(settings: ConnectionSettings): Send {
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
    httpsAgent: new HttpsAgent({ ...keepAlive, ...tlsOptions(settings) }),
    headers: { Accept: "application/json" },
  });
  return async ({ method, url, headers, body }, proxy) => {
    const response = await http.request<unknown>({
      method,
      url,
      headers,
      // Which proxy it is was decided already, so that errors can name it.
      proxy: proxy === undefined ? false : proxyConfig(proxy),
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
