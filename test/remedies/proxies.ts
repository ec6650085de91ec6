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
      "the answer is empty (HTTP 407). Put the user name and password in the proxy's URL (http://user:password@host:port, percent-encoded): in the setting proxy (stored as a secret), HTTPS_PROXY or HTTP_PROXY. To bypass the proxy, add the cluster to NO_PROXY.",
  },
  {
    cause: "the proxy wants a sign-in before it opens a tunnel",
    source: "provider/opensearch/network/tunnel.ts",
    call: reach,
    answer: {
      code: "PROXY_REFUSED",
      message: "the proxy answered HTTP 407 instead of opening a tunnel",
    },
    message:
      "the proxy answered HTTP 407 instead of opening a tunnel. Put the user name and password in the proxy's URL (http://user:password@host:port, percent-encoded): in the setting proxy (stored as a secret), HTTPS_PROXY or HTTP_PROXY. To bypass the proxy, add the cluster to NO_PROXY.",
  },
  {
    cause: "the proxy does not reach the cluster",
    source: "provider/opensearch/network/tunnel.ts",
    call: reach,
    answer: {
      code: "PROXY_UNAVAILABLE",
      message: "the proxy answered HTTP 502 instead of opening a tunnel",
    },
    message:
      "the proxy answered HTTP 502 instead of opening a tunnel. The proxy does not allow connections to the cluster, or cannot reach it: check the proxy's rules for this host and port, or bypass it with NO_PROXY.",
  },
  {
    cause: "nothing listens at the proxy's address",
    source: "provider/opensearch/network/tunnel.ts",
    call: reach,
    answer: { at: "proxy", code: "ECONNREFUSED", message: "connect ECONNREFUSED 10.0.0.3:3128" },
    message:
      "the proxy cannot be used: connect ECONNREFUSED 10.0.0.3:3128. Check the proxy's URL (the setting proxy, OPENSEARCH_PROXY, HTTPS_PROXY or HTTP_PROXY) and that it is up, or bypass it with NO_PROXY.",
  },
  {
    cause: "the proxy does not answer",
    source: "provider/opensearch/network/tunnel.ts",
    call: reach,
    answer: {
      at: "proxy",
      code: "ETIMEDOUT",
      message: "no answer within requestTimeout (1 min 15 s)",
    },
    message:
      "ETIMEDOUT: the proxy cannot be used: no answer within requestTimeout (1 min 15 s). The proxy did not answer: check its address and that it is up, or bypass it with NO_PROXY.",
  },
  {
    cause: "the proxy's URL says https://, and it speaks plain HTTP",
    source: "provider/opensearch/network/tunnel.ts",
    call: reach,
    answer: {
      at: "proxy",
      code: "EPROTO",
      message:
        "write EPROTO 40274C:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/openssl/ssl/record/ssl3_record.c:354:",
    },
    message:
      "ERR_SSL_WRONG_VERSION_NUMBER: the proxy cannot be used: TLS failed: wrong version number. The proxy's URL says https://, but its port does not serve TLS: most proxies use http://, and the tunnel through them to an https:// cluster is still encrypted.",
  },
  {
    cause: "the proxy's own certificate is not trusted",
    source: "provider/opensearch/network/tunnel.ts",
    call: reach,
    answer: {
      at: "proxy",
      code: "DEPTH_ZERO_SELF_SIGNED_CERT",
      message: "self-signed certificate",
    },
    message:
      "DEPTH_ZERO_SELF_SIGNED_CERT: the proxy cannot be used: self-signed certificate. This is the proxy's own certificate: set caCert to the authority that signed it, and use the name it was issued for in the proxy's URL.",
  },
];
