// SPDX-License-Identifier: Apache-2.0
import { request as plain, type IncomingHttpHeaders } from "node:http";
import { request as secure } from "node:https";
import { type Json, isObject } from "../../sandbox/clusters/json/json";
import type { Step } from "./recording";

/** What came back. */
export interface Answered {
  status: number;
  contentType: string;
  /** The header that says how to sign in, where a sign-in is missing. */
  wwwAuthenticate?: string;
  body: Json;
}

/** What a request is sent with besides path and body. */
export interface Signature {
  authorization?: string;
  /** A client's certificate. */
  certificate?: { key: string; cert: string };
  /** Whom to trust, for HTTPS. */
  ca?: string;
}

/** What a client sees of a server that hangs up without a word. */
export const HUNG_UP: Answered = { status: 0, contentType: "", body: "hung up" };

/** JSON with the blanks that the recorded requests had: parse errors name columns. */
const spaced = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.entries(value).map(
    ([key, inner]) => `${JSON.stringify(key)}: ${spaced(inner)}`,
  );
  return `{${fields.join(", ")}}`;
};

/** The ids that the documents of a bulk request were given, where they count on from the first. */
const firstId = (answer: Json): number | undefined => {
  const items = isObject(answer) ? answer["items"] : undefined;
  const first = Array.isArray(items) && isObject(items[0]) ? items[0]["index"] : undefined;
  const id = isObject(first) ? first["_id"] : undefined;
  return typeof id === "string" && /^\d+$/.test(id) ? Number(id) : undefined;
};

const bulk = (count: number, first: number | undefined): string =>
  Array.from({ length: count }, (_, n) => {
    const id = first === undefined ? {} : { _id: String(first + n) };
    return `${JSON.stringify({ index: id })}\n{"n":${n}}\n`;
  }).join("");

/** The body of a recorded request as it went over the wire. */
export const bodyText = ({ requestBody, path, responseBody }: Step): string | undefined => {
  if (requestBody === null) return undefined;
  if (typeof requestBody === "string") return requestBody;
  if (
    isObject(requestBody) &&
    path.includes("/_bulk") &&
    typeof requestBody["documents"] === "number"
  )
    return bulk(requestBody["documents"], firstId(responseBody));
  return spaced(requestBody);
};

const signIn = ({ wwwAuthenticate }: { wwwAuthenticate?: string | undefined }) =>
  wwwAuthenticate === undefined ? {} : { wwwAuthenticate };

const received = (status: number, headers: IncomingHttpHeaders, text: string): Answered => {
  const contentType = headers["content-type"] ?? "";
  const isJson = contentType.startsWith("application/json") && text !== "";
  const body = isJson ? (JSON.parse(text) as Json) : text;
  const wwwAuthenticate = headers["www-authenticate"];
  return { status, contentType, ...signIn({ wwwAuthenticate }), body };
};

/** Sends a recorded request with its path untouched; no client tidies up `..` or encoded slashes. */
export const send = (url: string, step: Step, signature: Signature = {}): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const text = bodyText(step);
    const headers: Record<string, string | number> = {
      "content-length": Buffer.byteLength(text ?? ""),
    };
    if (text !== undefined)
      headers["content-type"] = step.path.includes("/_bulk")
        ? "application/x-ndjson"
        : "application/json";
    const { authorization, certificate, ca } = signature;
    if (authorization !== undefined) headers["authorization"] = authorization;
    const { protocol, hostname, port } = new URL(url);
    const { method, path } = step;
    const options = { hostname, port, method, path, headers, agent: false, ca, ...certificate };
    const sent = (protocol === "https:" ? secure : plain)(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        resolve(received(response.statusCode ?? 0, response.headers, text));
      });
    });
    sent.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "ECONNRESET" ? resolve(HUNG_UP) : reject(error),
    );
    sent.end(text);
  });
