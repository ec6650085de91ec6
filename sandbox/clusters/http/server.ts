// SPDX-License-Identifier: Apache-2.0
import fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import type { Cluster } from "../cluster/cluster";
import { dispatch } from "./dispatch";
import { splitUri, type EmulatedRequest } from "./request";

const BODY_LIMIT = 100 * 1024 * 1024;

const received = (raw: FastifyRequest): EmulatedRequest => ({
  method: raw.method,
  uri: raw.originalUrl,
  ...splitUri(raw.originalUrl),
  body: typeof raw.body === "string" ? raw.body : "",
  contentType: raw.headers["content-type"],
  authorization: raw.headers.authorization,
});

/**
 * The HTTP face of a cluster. Every request goes to one route and keeps its path and body as they
 * came: index names may hold encoded slashes and percent signs, and malformed bodies are answered
 * by the emulated cluster, not by the HTTP library.
 */
export const httpServer = (cluster: Cluster): FastifyInstance => {
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    rewriteUrl: () => "/",
    forceCloseConnections: true,
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => {
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
    cluster.requests.push({ method, path, body: sent, authorization });
    const { status, body } = await dispatch(cluster, request);
    if (cluster.down) {
      reply.hijack();
      raw.raw.socket.destroy();
      return;
    }
    const text = typeof body === "string";
    return reply
      .code(status)
      .header("x-emulated", "pulumi-opensearch-replication")
      .header(
        "content-type",
        text ? "text/plain; charset=UTF-8" : "application/json; charset=UTF-8",
      )
      .send(text ? body : JSON.stringify(body, null, request.query.has("pretty") ? 2 : undefined));
  });
  return app;
};
