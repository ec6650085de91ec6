// SPDX-License-Identifier: Apache-2.0
import { HttpsProxyAgent } from "https-proxy-agent";
import type { ClientRequest } from "node:http";
import type { AgentOptions } from "node:https";
import type { Socket } from "node:net";
import { noAnswer, ProxyError } from "./network-error";

type ConnectOptions = Parameters<HttpsProxyAgent<string>["connect"]>[1];

/**
 * Keeps TLS connections to the cluster open through a proxy's tunnels. The library takes what a proxy
 * answers instead of opening a tunnel for the cluster's answer, and what is set for the cluster for
 * the proxy, too; here, what the proxy does is told from what the cluster does.
 */
export class TunnelAgent extends HttpsProxyAgent<string> {
  readonly #waiting = new WeakMap<object, AbortController>();

  readonly #limit: number;

  /** `limit` is for how many milliseconds a tunnel is waited for. */
  constructor(proxy: URL, limit: number, toProxy: AgentOptions, toCluster: AgentOptions = {}) {
    super(proxy, toProxy);
    this.#limit = limit;
    Object.assign(this.options, toCluster);
  }

  /**
   * Closes the connection on which a request that is given up still waits for its tunnel; it is not
   * the request's own yet. Gives whether there was one.
   */
  giveUp(request: object): boolean {
    const waiting = this.#waiting.get(request);
    waiting?.abort();
    return waiting !== undefined;
  }

  override async connect(request: ClientRequest, options: ConnectOptions): Promise<Socket> {
    let status: number | undefined;
    request.once("proxyConnect", ({ statusCode }: { statusCode: number }) => (status = statusCode));
    const waiting = new AbortController();
    this.#waiting.set(request, waiting);
    this.connectOpts = Object.assign({}, this.connectOpts, { signal: waiting.signal });
    const timer = setTimeout(() => waiting.abort(), this.#limit).unref();
    let socket: Socket;
    try {
      socket = await super.connect(request, options);
    } catch (error) {
      const reason = waiting.signal.aborted ? noAnswer(this.#limit) : error;
      throw status === undefined ? new ProxyError(reason, false) : error;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(request);
    }
    if (status === 200) return socket;
    socket.destroy();
    throw noTunnel(status ?? 0);
  }
}

function noTunnel(status: number): Error {
  const isBusy = status === 502 || status === 503 || status === 504;
  return Object.assign(new Error(`the proxy answered HTTP ${status} instead of opening a tunnel`), {
    code: isBusy ? "PROXY_UNAVAILABLE" : "PROXY_REFUSED",
  });
}
