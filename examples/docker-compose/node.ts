// SPDX-License-Identifier: Apache-2.0
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import type { Administrator } from "./certificates";

/** A node as it is reached from here. */
export interface Node {
  readonly url: string;
  /** Where the security plugin is on. */
  readonly administrator: Administrator | undefined;
}

/** An answer, whatever its status. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Sends one request, as the administrator by certificate. */
export function send(
  { url, administrator }: Node,
  method: string,
  path: string,
  body?: object | string,
): Promise<Answer> {
  const request = administrator === undefined ? requestHttp : requestHttps;
  const type = typeof body === "string" ? "application/x-ndjson" : "application/json";
  const headers = body === undefined ? {} : { "content-type": type };
  const options = { ...administrator, method, headers, timeout: 30_000 };
  return new Promise((resolve, reject) => {
    const sent = request(`${url}${path}`, options, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
      response.on("error", reject);
    });
    sent.on("timeout", () => sent.destroy(new Error("no answer within 30 s")));
    sent.on("error", reject);
    sent.end(typeof body === "object" ? JSON.stringify(body) : body);
  });
}

/** Waits until a node has a cluster that can be worked with; it answers 503 until it has its users. */
export async function untilReady(node: Node, name: string, limit: number): Promise<void> {
  const end = Date.now() + limit;
  let last = "nothing";
  while (Date.now() < end) {
    try {
      const path = "/_cluster/health?wait_for_status=yellow&timeout=5s";
      const { status, text } = await send(node, "GET", path);
      if (status === 200) return;
      last = `${status} ${text}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await sleep(1_000);
  }
  const minutes = limit / 60_000;
  throw new Error(`The ${name} at ${node.url} was not ready in ${minutes} minutes; last: ${last}`);
}
