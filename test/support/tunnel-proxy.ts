// SPDX-License-Identifier: Apache-2.0
import { createServer, request as forward, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";

/** A real forward proxy on loopback. */
export interface TunnelProxy {
  readonly url: string;
  readonly host: string;
  /** The targets of its tunnels, as `host:port`, and the URLs of what it passed on in the clear. */
  readonly asked: string[];
  /** Every Proxy-Authorization header that came. */
  readonly signIns: (string | undefined)[];
  close(): Promise<void>;
}

/** Tunnels for CONNECT, and passes on requests with an absolute URL; with `password`, only for `ann`. */
export async function startProxy(
  options: {
    password?: string;
    refuse?: number | "never";
    tls?: { key: string; cert: string };
  } = {},
): Promise<TunnelProxy> {
  const asked: string[] = [];
  const signIns: (string | undefined)[] = [];
  const sockets = new Set<Socket>();
  const expected =
    options.password === undefined
      ? undefined
      : `Basic ${Buffer.from(`ann:${options.password}`).toString("base64")}`;
  const verdict = (signIn: string | undefined): number | "never" | undefined => {
    signIns.push(signIn);
    return expected !== undefined && signIn !== expected ? 407 : options.refuse;
  };
  const serve: RequestListener = (incoming, outgoing) => {
    const { url = "", method, headers } = incoming;
    asked.push(url);
    const refused = verdict(headers["proxy-authorization"]);
    if (refused === "never") return;
    if (refused !== undefined) {
      outgoing
        .writeHead(refused, { "content-type": "text/html" })
        .end("<h1>The proxy says no</h1>");
      return;
    }
    const kept = { ...headers };
    delete kept["proxy-authorization"];
    const passedOn = forward(url, { method, headers: kept, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(passedOn);
  };
  const server =
    options.tls === undefined ? createServer(serve) : createTlsServer(options.tls, serve);
  server.on("connect", (incoming, socket: Socket) => {
    const { url = "", headers } = incoming;
    asked.push(url);
    const refused = verdict(headers["proxy-authorization"]);
    sockets.add(socket);
    if (refused === "never") return;
    if (refused !== undefined) {
      socket.end(`HTTP/1.1 ${refused} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(`http://${url}`);
    const target = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.pipe(socket).pipe(target);
    });
    for (const end of [socket, target]) {
      sockets.add(end);
      end.on("error", () => undefined);
      end.on("close", () => [socket, target].forEach((one) => one.destroy()));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ host, asked, signIns, url: `${options.tls === undefined ? "http" : "https"}://${host}` },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        sockets.forEach((socket) => socket.destroy());
        server.closeAllConnections();
      }),
  };
}
