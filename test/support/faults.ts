// SPDX-License-Identifier: Apache-2.0

/** An HTTP answer, whole. */
export interface WholeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * What may go wrong with one HTTP call. `processed` says whether the server acts on the request all
 * the same, which is what no client can see.
 */
export type Fault = { readonly name: string; readonly processed: boolean } & (
  | { readonly kind: "refuse" }
  | { readonly kind: "reset" }
  | { readonly kind: "silence" }
  | { readonly kind: "kill" }
  /** Another answer than the server's, which is there to be spoiled where it processed the request. */
  | { readonly kind: "answer"; readonly answer: (server: WholeAnswer) => WholeAnswer }
);

const json = { "content-type": "application/json; charset=UTF-8" };
const html = { "content-type": "text/html" };
const text = { "content-type": "text/plain; charset=UTF-8" };

const canned = (
  name: string,
  processed: boolean,
  status: number,
  headers: Record<string, string>,
  body: string,
): Fault => ({
  name,
  processed,
  kind: "answer",
  answer: () => ({ status, headers, body }),
});

const serverError = JSON.stringify({
  error: {
    root_cause: [{ type: "process_cluster_event_timeout_exception", reason: "failed to process" }],
    type: "process_cluster_event_timeout_exception",
    reason: "failed to process cluster event (put-mapping) within 30s",
  },
  status: 500,
});

const gatewayPage = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";

/** Every fault. Where an answer may be lost on the way back as well as on the way there, there are two. */
export const faults: readonly Fault[] = [
  { name: "refused connection", processed: false, kind: "refuse" },
  { name: "reset before it was processed", processed: false, kind: "reset" },
  { name: "reset after it was processed", processed: true, kind: "reset" },
  { name: "client time-out after it was processed", processed: true, kind: "silence" },
  canned(
    "429 with Retry-After",
    false,
    429,
    { ...text, "retry-after": "2" },
    "429 Too Many Requests",
  ),
  canned("503", false, 503, text, "Service Unavailable"),
  canned("500 with an OpenSearch body, not processed", false, 500, json, serverError),
  canned("500 with an OpenSearch body, processed", true, 500, json, serverError),
  canned("502 with HTML, not processed", false, 502, html, gatewayPage),
  canned("502 with HTML, processed", true, 502, html, gatewayPage),
  {
    name: "empty body",
    processed: true,
    kind: "answer",
    answer: ({ status, headers }) => ({ status, headers, body: "" }),
  },
  {
    name: "truncated JSON",
    processed: true,
    kind: "answer",
    answer: ({ status, headers, body }) => ({
      status,
      headers,
      body: body.slice(0, Math.ceil(body.length / 2)),
    }),
  },
  canned("200 with garbage, processed", true, 200, text, "\u0000garbage"),
  canned("not acknowledged, not processed", false, 200, json, '{"acknowledged":false}'),
  canned("not acknowledged, processed", true, 200, json, '{"acknowledged":false}'),
  // What a portal in between says when it wants a sign-in first: JSON, and nothing that was asked for.
  canned("200 with garbage, not processed", false, 200, json, '{"message":"Please sign in"}'),
  { name: "provider killed before it was processed", processed: false, kind: "kill" },
  { name: "provider killed after it was processed", processed: true, kind: "kill" },
];
