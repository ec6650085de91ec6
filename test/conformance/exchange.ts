// SPDX-License-Identifier: Apache-2.0
import { request } from "node:http";
import type { Json } from "../../sandbox/clusters/json/json";
import { isObject } from "../../sandbox/clusters/json/json";
import type { Step } from "./recording";

/** What came back. */
export interface Answered {
  status: number;
  contentType: string;
  body: Json;
}

/** JSON with the blanks that the recorded requests had: parse errors name columns. */
const spaced = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.entries(value).map(
    ([key, inner]) => `${JSON.stringify(key)}: ${spaced(inner)}`,
  );
  return `{${fields.join(", ")}}`;
};

const bulk = (count: number): string =>
  Array.from({ length: count }, (_, n) => `{"index":{}}\n{"n":${n}}\n`).join("");

/** The body of a recorded request as it went over the wire. */
export const bodyText = ({ requestBody, path }: Step): string | undefined => {
  if (requestBody === null) return undefined;
  if (typeof requestBody === "string") return requestBody;
  if (
    isObject(requestBody) &&
    path.includes("/_bulk") &&
    typeof requestBody["documents"] === "number"
  )
    return bulk(requestBody["documents"]);
  return spaced(requestBody);
};

/** Sends a recorded request with its path untouched; no client tidies up `..` or encoded slashes. */
export const send = (url: string, step: Step): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const text = bodyText(step);
    const headers: Record<string, string | number> = {
      "content-length": Buffer.byteLength(text ?? ""),
    };
    if (text !== undefined)
      headers["content-type"] = step.path.includes("/_bulk")
        ? "application/x-ndjson"
        : "application/json";
    const { hostname, port } = new URL(url);
    const options = { hostname, port, method: step.method, path: step.path, headers, agent: false };
    const sent = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const received = Buffer.concat(chunks).toString("utf8");
        const contentType = response.headers["content-type"] ?? "";
        const isJson = contentType.startsWith("application/json") && received !== "";
        const body = isJson ? (JSON.parse(received) as Json) : received;
        resolve({ status: response.statusCode ?? 0, contentType, body });
      });
    });
    sent.on("error", reject);
    sent.end(text);
  });
