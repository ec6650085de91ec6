// SPDX-License-Identifier: Apache-2.0
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";

/** A request as it arrived. */
export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What to answer: a status with headers and body, or nothing but a closed connection. */
export type Reply =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  | "hang up"
  | "never"
  /** A byte now and then, without an end. */
  | "dripping";

/** A real server on loopback that answers what it is told to. */
export interface LoopbackServer {
  readonly url: string;
  readonly port: number;
  readonly arrived: Arrived[];
  close(): Promise<void>;
}

/** Serves `reply`, over TLS where a key and a certificate are given. */
export async function startServer(
  reply: (request: Arrived) => Reply | Promise<Reply>,
  tls?: { key: string; cert: string },
): Promise<LoopbackServer> {
  const arrived: Arrived[] = [];
  const server: Server = tls === undefined ? createServer() : createTlsServer(tls);
  server.on("request", (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const whole = { method, url, headers, body: Buffer.concat(chunks).toString() };
      arrived.push(whole);
      void Promise.resolve(reply(whole)).then((answer) => {
        if (answer === "never") return;
        if (answer === "dripping") {
          response.writeHead(200, { "content-type": "application/json" });
          const drip = setInterval(() => response.write(" "), 20);
          response.once("close", () => clearInterval(drip));
        } else if (answer === "hang up") request.socket.destroy();
        else response.writeHead(answer.status, answer.headers).end(answer.body);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}`,
    arrived,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An OpenSearch answer. */
export function json(status: number, body: unknown): Reply {
  return {
    status,
    headers: { "content-type": "application/json; charset=UTF-8" },
    body: JSON.stringify(body),
  };
}
