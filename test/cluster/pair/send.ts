// SPDX-License-Identifier: Apache-2.0
import {
  Agent as HttpAgent,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  request as plain,
} from "node:http";
import { request as secure } from "node:https";
import { text } from "node:stream/consumers";
import type { ConnectionSettings } from "../../../provider/opensearch/settings";
import { trustedAuthorities } from "../../../provider/opensearch/tls";

/** An answer as it came. */
export interface Sent {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends bytes to a cluster with its TLS settings, for what is not a JSON object. */
export async function send(
  settings: ConnectionSettings,
  request: { method: string; path: string; headers: OutgoingHttpHeaders; body: string },
): Promise<Sent> {
  const { method, path, headers, body } = request;
  const url = new URL(`${settings.baseUrl}${path}`);
  const isSecure = url.protocol === "https:";
  const tls = { rejectUnauthorized: !settings.insecure, ca: trustedAuthorities(settings.caCert) };
  const options = { method, headers, timeout: settings.requestTimeout };
  return new Promise((resolve, reject) => {
    const sent = isSecure
      ? secure(url, { ...options, ...tls, agent: false })
      : plain(url, { ...options, agent: new HttpAgent() });
    sent.on("response", (answer) => {
      const { statusCode: status = 0, headers: received } = answer;
      text(answer).then((all) => resolve({ status, headers: received, body: all }), reject);
    });
    sent.on("timeout", () => sent.destroy(new Error(`No answer to ${method} ${path}.`)));
    sent.on("error", reject);
    sent.end(body);
  });
}
