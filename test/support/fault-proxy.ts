// SPDX-License-Identifier: Apache-2.0
import { Agent, createServer, request as send, type IncomingMessage, type Server } from "node:http";
import type { ServerResponse } from "node:http";
import { randomUUID } from "node:crypto";
import type { Fault, WholeAnswer } from "./faults";
import { onQuietPort } from "./quiet-port";
import type { RefusalWatch } from "./refused-connection";

/** A call as it passed. */
export interface ProxiedCall {
  readonly method: string;
  readonly path: string;
  /** What the server answered, whatever became of that answer; absent where it was not asked. */
  readonly status: number | undefined;
}

/** The one fault of a run, at the call with that number, counted from 1. */
export interface ArmedFault {
  readonly call: number;
  readonly fault: Fault;
}

/** Where a proxy stands: the one of the next run has to be where this one was, since a cluster is known by its address. */
export interface ProxyPlace {
  readonly port: number;
  /** Only a client that was told it is passed on. */
  readonly prefix: string;
}

/** What a proxy is told. */
export interface FaultProxyOptions {
  /** The server behind it. */
  readonly target: string;
  readonly armed?: ArmedFault | undefined;
  /** Where one stood before it; somewhere else if left out. */
  readonly place?: ProxyPlace | undefined;
  readonly onCall?: (call: ProxiedCall) => void;
  /** The moment in which the process dies. */
  readonly onKill?: () => void;
  /** A request will not be answered. */
  readonly onSilence?: () => void;
  /** Tells when a connection to the port, which is closed now, has been refused, and when to open it again. */
  readonly onRefused: RefusalWatch;
}

/** A server on loopback that passes everything on, but for one call. */
export interface FaultProxy {
  readonly url: string;
  readonly place: ProxyPlace;
  /** Whether the fault has happened, and is over as it should. */
  hasStruck(): boolean;
  close(): Promise<void>;
}

/** Stands between one provider process and its cluster. */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const { target, armed, onCall, onKill, onSilence, onRefused } = options;
  const agent = new Agent({ keepAlive: true });
  let count = 0;
  let struck = false;
  let isClosed = false;
  let isDead = false;
  let isLost = false;
  let isRefusing = false;
  const server: Server = createServer((incoming, response) => {
    void serve(incoming, response).catch(() => incoming.socket.destroy());
  });
  server.keepAliveTimeout = 60_000;
  const place = options.place ?? {
    port: await onQuietPort((wanted) => listen(server, wanted)),
    prefix: `/${randomUUID()}`,
  };
  const { port, prefix } = place;
  if (options.place !== undefined) await listen(server, port);

  const isRefusedNext = (): boolean =>
    armed?.fault.kind === "refuse" && !struck && armed.call === count + 1;

  /** The listener is closed before the answer to the call before goes out, so that no connection can slip in. */
  const refuseNext = (): void => {
    isRefusing = true;
    server.close();
    const happened = (): void => {
      struck = true;
      isRefusing = false;
      count += 1;
    };
    onRefused(port, happened, () => {
      // Listening is under way before whoever was refused can try again.
      if (!isClosed) listen(server, port).catch(() => (isLost = true));
    });
  };

  const forward = async (incoming: IncomingMessage, body: Buffer): Promise<WholeAnswer> => {
    const answer = await exchange(target, incoming, body, agent);
    onCall?.({
      method: incoming.method ?? "",
      path: incoming.url ?? "",
      status: answer.status,
    });
    return answer;
  };

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming);
    const isForeign = incoming.url?.startsWith(prefix) !== true;
    // A dead process sends nothing more.
    if (isDead || isForeign) return void incoming.socket.destroy();
    incoming.url = incoming.url?.slice(prefix.length) ?? "/";
    count += 1;
    const fault = armed?.call === count && !struck ? armed.fault : undefined;
    if (fault === undefined) {
      const answer = await forward(incoming, body);
      if (isRefusedNext() && !isRefusing) refuseNext();
      // A kept-alive connection would not notice that nobody listens any more.
      return reply(response, answer, isRefusing ? { connection: "close" } : {});
    }
    struck = true;
    const unasked: WholeAnswer = { status: 0, headers: {}, body: "" };
    if (!fault.processed)
      onCall?.({ method: incoming.method ?? "", path: incoming.url ?? "", status: undefined });
    const answer = fault.processed ? await forward(incoming, body) : unasked;
    switch (fault.kind) {
      case "answer":
        return reply(response, fault.answer(answer));
      case "silence":
        return onSilence?.();
      case "kill":
        isDead = true;
        onKill?.();
        return void incoming.socket.destroy();
      case "reset":
      case "refuse":
        return void incoming.socket.resetAndDestroy();
    }
  }

  if (isRefusedNext()) refuseNext();
  return {
    url: `http://127.0.0.1:${port}${prefix}`,
    place,
    hasStruck: () => struck && !isLost,
    close: () =>
      new Promise((resolve) => {
        isClosed = true;
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve(port);
    });
  });
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Hop-by-hop headers are each connection's own. */
const ownHeaders = new Set(["connection", "keep-alive", "transfer-encoding", "content-length"]);

function exchange(
  target: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  agent: Agent,
): Promise<WholeAnswer> {
  const passed = Object.entries(headers).filter(([name]) => !ownHeaders.has(name));
  return new Promise((resolve, reject) => {
    const upstream = send(new URL(url ?? "/", target), {
      method,
      agent,
      headers: { ...Object.fromEntries(passed), "content-length": String(body.length) },
    });
    upstream.on("error", reject);
    upstream.on("response", (answer) => {
      bodyOf(answer).then((whole) => {
        const kept = Object.entries(answer.headers).filter(([name]) => !ownHeaders.has(name));
        resolve({
          status: answer.statusCode ?? 0,
          headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
          body: whole.toString(),
        });
      }, reject);
    });
    upstream.end(body);
  });
}

function reply(
  response: ServerResponse,
  { status, headers, body }: WholeAnswer,
  more: Record<string, string> = {},
): void {
  const length = String(Buffer.byteLength(body));
  response.writeHead(status, { ...headers, ...more, "content-length": length }).end(body);
}
