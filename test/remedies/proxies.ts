// SPDX-License-Identifier: Apache-2.0
import { reach } from "./calls";
import type { Judged } from "./judged";

/** What a proxy on the way fails with. */
export const proxies: readonly Judged[] = [
  {
    cause: "the proxy wants a sign-in",
    source: "RFC 9110, plain HTTP",
    call: reach,
    answer: { status: 407, body: "" },
    message:
      "the answer is empty (HTTP 407). Put the user name and password in the proxy's URL (http://user:password@host:port, percent-encoded), as the secret setting proxy, or in HTTPS_PROXY or HTTP_PROXY; NO_PROXY leaves the cluster out.",
  },
  {
    cause: "the proxy wants a sign-in before it opens a tunnel",
    source: "provider/opensearch/tunnel.ts",
    call: reach,
    answer: {
      code: "PROXY_REFUSED",
      message: "the proxy answered HTTP 407 instead of opening a tunnel",
    },
    message:
      "the proxy answered HTTP 407 instead of opening a tunnel (no answer). Put the user name and password in the proxy's URL (http://user:password@host:port, percent-encoded), as the secret setting proxy, or in HTTPS_PROXY or HTTP_PROXY; NO_PROXY leaves the cluster out.",
  },
  {
    cause: "the proxy does not reach the cluster",
    source: "provider/opensearch/tunnel.ts",
    call: reach,
    answer: {
      code: "PROXY_UNAVAILABLE",
      message: "the proxy answered HTTP 502 instead of opening a tunnel",
    },
    message:
      "the proxy answered HTTP 502 instead of opening a tunnel (no answer). The proxy does not let connections through to the cluster, or cannot reach it: check the proxy's rules for this host and port, or leave the cluster out with NO_PROXY.",
  },
];
