// SPDX-License-Identifier: Apache-2.0
import type { Remedy } from "./remedy";

const signIn =
  "Put the user name and password in the proxy's URL (http://user:password@host:port, percent-encoded): in the setting proxy (stored as a secret), HTTPS_PROXY or HTTP_PROXY. To bypass the proxy, add the cluster to NO_PROXY.";

/** What a proxy on the way fails with. They come first, since what fails there says nothing about the cluster. */
export const proxyRemedies: readonly Remedy[] = [
  { name: "proxy wants a sign-in", status: 407, advice: signIn },
  {
    name: "proxy wants a sign-in before it opens a tunnel",
    type: /^PROXY_REFUSED$/,
    reason: /HTTP 407/,
    advice: signIn,
  },
  {
    name: "proxy opens no tunnel",
    type: /^(PROXY_REFUSED|PROXY_UNAVAILABLE)$/,
    advice:
      "The proxy does not allow connections to the cluster, or cannot reach it: check the proxy's rules for this host and port, or bypass it with NO_PROXY.",
  },
  {
    name: "proxy without TLS",
    type: /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTPS?_(PROXY_)?REQUEST)$/,
    reason: /^the proxy cannot be used/,
    advice:
      "The proxy's URL says https://, but its port does not serve TLS: most proxies use http://, and the tunnel through them to an https:// cluster is still encrypted.",
  },
  {
    name: "proxy's certificate",
    type: /CERT|^UNABLE_TO_/,
    reason: /^the proxy cannot be used/,
    advice:
      "This is the proxy's own certificate: set caCert to the authority that signed it, and use the name it was issued for in the proxy's URL.",
  },
  {
    name: "proxy silent",
    type: /^(ETIMEDOUT|ECONNABORTED)$/,
    reason: /^the proxy cannot be used/,
    advice:
      "The proxy did not answer: check its address and that it is up, or bypass it with NO_PROXY.",
  },
  {
    name: "proxy not reached",
    reason: /^the proxy cannot be used/,
    advice:
      "Check the proxy's URL (the setting proxy, OPENSEARCH_PROXY, HTTPS_PROXY or HTTP_PROXY) and that it is up, or bypass it with NO_PROXY.",
  },
];
