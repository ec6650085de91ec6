// SPDX-License-Identifier: Apache-2.0
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { thePair } from "./pair";
import { send } from "./send";

/** The follower cluster behind an address of this machine, where answers can be kept back. */
export interface Relay {
  readonly url: string;
  /** Resolves when the first request that fits has come; from then on none of them is answered. */
  silence(fits: (method: string, path: string) => boolean): Promise<void>;
  /** Answers everything again. */
  speak(): void;
  close(): Promise<void>;
}

/** Starts one. */
export async function startRelay(): Promise<Relay> {
  const { follower } = thePair().surroundings;
  let isSilent: (method: string, path: string) => boolean = () => false;
  let silenced = (): void => undefined;
  const forward = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = "GET", url: path = "/" } = request;
    if (isSilent(method, path)) return silenced();
    const body = await text(request);
    const headers = passedOn(request.headers);
    const answer = await send(follower, { method, path, headers, body });
    response.writeHead(answer.status, { "content-type": answer.contentType });
    response.end(answer.body);
  };
  const server = createServer((request, response) => {
    // What cannot be passed on is not answered.
    forward(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    silence(fits) {
      isSilent = fits;
      return new Promise((resolve) => (silenced = resolve));
    },
    speak: () => (isSilent = () => false),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What belongs to the request itself, and not to the way that it came. */
function passedOn(headers: IncomingHttpHeaders): Record<string, string> {
  const own = ["accept", "authorization", "content-type", "user-agent"];
  return Object.fromEntries(
    own.flatMap((name) => {
      const value = headers[name];
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );
}
