// SPDX-License-Identifier: Apache-2.0
import type { Answer } from "../../../provider/opensearch/answers/answer";
import { createSend, type Send } from "../../../provider/opensearch/client/http";
import { proxyFor } from "../../../provider/opensearch/network/proxy";
import type { ClientSettings } from "../../../provider/opensearch/settings/client-settings";
import { type Authorize, createAuthorize } from "../../../provider/opensearch/sign-in/signing";
import { systemClock } from "../../../provider/waiting/clock";

/** A request as it stands, for what is not a JSON object. */
export interface PlainRequest {
  readonly method: string;
  /** With the query, encoded as it is to be sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const ways = new Map<ClientSettings, { send: Send; authorize: Authorize }>();

/** Sends bytes to a cluster as the provider would: with its TLS, proxy and sign-in, unless the request brings its own. */
export async function send(settings: ClientSettings, request: PlainRequest): Promise<Answer> {
  const way = ways.get(settings) ?? wayTo(settings);
  ways.set(settings, way);
  const { hostOverride: host } = settings;
  const { method, path, headers, body } = request;
  const url = `${settings.baseUrl}${path}`;
  const own = await way.authorize({ method, url: new URL(url), host, body });
  return way.send({
    method,
    url,
    headers: { ...(host === undefined ? {} : { Host: host }), ...lowerCase(own), ...headers },
    body: body === "" ? undefined : body,
  });
}

function wayTo(settings: ClientSettings): { send: Send; authorize: Authorize } {
  const proxy = proxyFor(settings.baseUrl, settings.proxy);
  const context = { clock: systemClock, noteSecrets: () => undefined, awsHttpOptions: () => ({}) };
  return {
    send: createSend(settings, proxy),
    authorize: createAuthorize(settings.signIn, context),
  };
}

/** So that a header replaces the one of the same name, however it is written. */
function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
