// SPDX-License-Identifier: Apache-2.0
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import type { Cluster } from "../cluster/cluster";
import { dispatch } from "./dispatch";
import { splitUri, type EmulatedRequest } from "./request";
import { clientCertificate, serverTls, turnAwayStrangers, type TlsOptions } from "./tls";

const BODY_LIMIT = 100 * 1024 * 1024;

const bodyOf = (raw: unknown) => {
  const bytes = Buffer.isBuffer(raw) ? raw : Buffer.alloc(0);
  return { bytes, body: bytes.toString("utf8") };
};

const received = (raw: FastifyRequest): EmulatedRequest => ({
  method: raw.method,
  uri: raw.originalUrl,
  ...splitUri(raw.originalUrl),
  ...bodyOf(raw.body),
  headers: raw.headers,
  contentType: raw.headers["content-type"],
  authorization: raw.headers.authorization,
  certificate: clientCertificate(raw.socket),
  remoteAddress: `${raw.socket.remoteAddress ?? ""}:${raw.socket.remotePort ?? 0}`,
});

const tlsServer = (tls: TlsOptions, listener: RequestListener) => {
  const server = createTlsServer(serverTls(tls), listener);
  turnAwayStrangers(server);
  return server;
};

/**
 * The HTTP face of a cluster. Every request goes to one route and keeps its path and body as they
 * came: index names may hold encoded slashes and percent signs, and malformed bodies are answered
 * by the emulated cluster, not by the HTTP library.
 */
export const httpServer = (cluster: Cluster, tls?: TlsOptions): FastifyInstance => {
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    rewriteUrl: () => "/",
    forceCloseConnections: true,
    serverFactory: (listener) =>
      tls === undefined ? createServer(listener) : tlsServer(tls, listener),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => {
    done(null, body);
  });
  app.addHook("onRequest", (request, reply, done) => {
    if (!cluster.down) return done();
    reply.hijack();
    request.raw.socket.destroy();
  });
  app.all("/", async (raw, reply) => {
    const request = received(raw);
    const { method, uri: path, body: sent, authorization } = request;
    const logged = { method, path, body: sent, authorization };
    cluster.requests.push(logged);
    cluster.onRequest?.(logged);
    const { status, body, headers = {} } = await dispatch(cluster, request);
    if (cluster.down) {
      reply.hijack();
      raw.raw.socket.destroy();
      return;
    }
    const text = typeof body === "string";
    return reply
      .code(status)
      .headers(headers)
      .header("x-emulated", "pulumi-opensearch-replication")
      .header(
        "content-type",
        text ? "text/plain; charset=UTF-8" : "application/json; charset=UTF-8",
      )
      .send(text ? body : JSON.stringify(body, null, request.query.has("pretty") ? 2 : undefined));
  });
  return app;
};
