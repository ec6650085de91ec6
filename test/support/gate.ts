// SPDX-License-Identifier: Apache-2.0
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server in front of another that lets everything pass but one request, which is never answered. */
export interface Gate {
  readonly url: string;
  /** Holds back the so many-th request, from now, of those that the gate is for. */
  holdBack(number: number | undefined): void;
  /** Resolves when a request is held back. */
  readonly held: Promise<void>;
  close(): Promise<void>;
}

/** A gate for the requests `METHOD /path`. */
export async function startGate(target: string, guarded: string): Promise<Gate> {
  let left: number | undefined;
  let tell = (): void => undefined;
  const held = new Promise<void>((resolve) => (tell = resolve));
  const server = createServer((request, response) => {
    const { method = "GET", url = "/" } = request;
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (left !== undefined && `${method} ${url}` === guarded && --left === 0) return tell();
      const body = method === "GET" ? {} : { body: Buffer.concat(chunks) };
      const headers = { "content-type": "application/json" };
      void fetch(`${target}${url}`, { method, headers, ...body }).then(async (answer) => {
        response.writeHead(answer.status, headers).end(await answer.text());
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    holdBack: (number) => (left = number),
    held,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
