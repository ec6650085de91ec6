// SPDX-License-Identifier: Apache-2.0
import { createServer, request as forward, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import { once } from "node:events";
import type { TLSSocket } from "node:tls";

/** A real forward proxy on loopback. */
export interface TunnelProxy {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** The targets of its tunnels, as `host:port`, and the URLs of what it passed on in the clear. */
  readonly asked: string[];
  /** Every Proxy-Authorization header that came. */
  readonly signIns: (string | undefined)[];
  /** Of every TLS connection that came: the certificate it showed, and the name it asked for. */
  readonly shown: { certificate: string | undefined; name: string | false }[];
  /** Is done once no connection is open any more. */
  emptied(): Promise<void>;
  close(): Promise<void>;
}

/** Tunnels for CONNECT, and passes on requests with an absolute URL; with `password`, only for `ann`. */
export async function startProxy(
  options: {
    password?: string;
    refuse?: number | "never";
    tls?: { key: string; cert: string };
    host?: string;
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
    options.tls === undefined
      ? createServer(serve)
      : createTlsServer({ ...options.tls, requestCert: true, rejectUnauthorized: false }, serve);
  const shown: TunnelProxy["shown"] = [];
  server.on("secureConnection", (socket: TLSSocket) => {
    const { subject } = socket.getPeerCertificate() as { subject?: { CN?: string } };
    shown.push({ certificate: subject?.CN, name: socket.servername ?? false });
  });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("connect", (incoming, socket: Socket) => {
    const { url = "", headers } = incoming;
    asked.push(url);
    const refused = verdict(headers["proxy-authorization"]);
    sockets.add(socket);
    if (refused === "never") return void socket.on("end", () => socket.destroy()).resume();
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
  const address = options.host ?? "127.0.0.1";
  await new Promise<void>((resolve, reject) =>
    server.once("error", reject).listen(0, address, resolve),
  );
  const { port } = server.address() as AddressInfo;
  const host = `${address.includes(":") ? `[${address}]` : address}:${port}`;
  return {
    ...{ host, port, asked, signIns, shown },
    ...{ url: `${options.tls === undefined ? "http" : "https"}://${host}` },
    async emptied() {
      while (sockets.size > 0) {
        await Promise.all([...sockets].map((socket) => once(socket, "close")));
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        sockets.forEach((socket) => socket.destroy());
        server.closeAllConnections();
      }),
  };
}
