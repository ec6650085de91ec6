// SPDX-License-Identifier: Apache-2.0
import { type RequestOptions, request as plainly } from "node:http";
import { Agent, type AgentOptions, request as securely } from "node:https";
import type { Duplex } from "node:stream";
import { connect, type ConnectionOptions } from "node:tls";
import { decode } from "./setting-values";

type Connected = (error: Error | null, stream?: Duplex) => void;

/**
 * Keeps TLS connections to the cluster open through a proxy's tunnels. axios can ask for tunnels too,
 * but asks for one a request, and takes what a proxy answers instead for the cluster's answer.
 */
export class TunnelAgent extends Agent {
  readonly #proxy: URL;
  readonly #timeout: number;

  constructor(proxy: URL, timeout: number, options: AgentOptions) {
    super(options);
    this.#proxy = proxy;
    this.#timeout = timeout;
  }

  override createConnection(
    options: RequestOptions & ConnectionOptions,
    done: Connected,
  ): undefined {
    const target = `${bracketed(options.host ?? "")}:${options.port ?? 443}`;
    const asked = (this.#proxy.protocol === "https:" ? securely : plainly)({
      ...{ method: "CONNECT", path: target, agent: false, timeout: this.#timeout },
      // Of what is set for the cluster, only the authority concerns the proxy.
      ca: this.options.ca,
      host: this.#proxy.hostname.replace(/^\[|\]$/g, ""),
      port: this.#proxy.port || (this.#proxy.protocol === "https:" ? 443 : 80),
      headers: { Host: target, ...proxyAuthorization(this.#proxy) },
    });
    asked.once("connect", ({ statusCode = 0 }, socket) => {
      if (statusCode >= 200 && statusCode < 300) {
        // The socket has been the request's until now, with its limit.
        socket.setTimeout(0);
        return done(null, connect({ ...options, socket }));
      }
      socket.destroy();
      done(refusal(statusCode));
    });
    asked.once("response", ({ statusCode = 0 }) => {
      asked.destroy();
      done(refusal(statusCode));
    });
    asked.once("timeout", () => asked.destroy(failure("ETIMEDOUT", "the proxy did not answer")));
    asked.once("error", (error) => done(error));
    asked.end();
    return undefined;
  }
}

function refusal(status: number): Error {
  const isBusy = status === 502 || status === 503 || status === 504;
  return failure(
    isBusy ? "PROXY_UNAVAILABLE" : "PROXY_REFUSED",
    `the proxy answered HTTP ${status} instead of opening a tunnel`,
  );
}

function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

function proxyAuthorization({ username, password }: URL): Record<string, string> {
  if (username === "" && password === "") return {};
  const pair = `${decode(username) ?? ""}:${decode(password) ?? ""}`;
  return { "Proxy-Authorization": `Basic ${Buffer.from(pair).toString("base64")}` };
}

function bracketed(host: string): string {
  return host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
}
