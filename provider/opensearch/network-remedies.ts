// SPDX-License-Identifier: Apache-2.0
import type { Remedy } from "./remedy";

const signIn =
  "Set the sign-in on the Provider, as stack configuration (opensearch:username and opensearch:password, or opensearch:token) or in the environment (OPENSEARCH_USERNAME and OPENSEARCH_PASSWORD, or OPENSEARCH_TOKEN).";

const proxySignIn =
  "Put the user name and password in the proxy's URL (http://user:password@host:port, percent-encoded), as the secret setting proxy, or in HTTPS_PROXY or HTTP_PROXY; NO_PROXY leaves the cluster out.";

/** What sign-in, proxies, TLS and the network in between fail with. */
export const networkRemedies: readonly Remedy[] = [
  { name: "sign-in refused", status: 401, advice: signIn },
  { name: "proxy wants a sign-in", status: 407, advice: proxySignIn },
  {
    name: "proxy wants a sign-in before it opens a tunnel",
    type: /^PROXY_REFUSED$/,
    reason: /HTTP 407/,
    advice: proxySignIn,
  },
  {
    name: "proxy opens no tunnel",
    type: /^(PROXY_REFUSED|PROXY_UNAVAILABLE)$/,
    advice:
      "The proxy does not let connections through to the cluster, or cannot reach it: check the proxy's rules for this host and port, or leave the cluster out with NO_PROXY.",
  },
  {
    name: "forbidden",
    status: 403,
    advice: `The user, or a proxy in between, may not do this. ${signIn}`,
  },
  {
    name: "too many requests",
    status: 429,
    advice:
      "The cluster is overloaded: run again later, or lower the number of parallel operations (pulumi up --parallel 4).",
  },
  {
    name: "redirected",
    type: /^redirect$/,
    advice:
      "The url leads to something that redirects, such as a sign-in page or plain HTTP in front of HTTPS: use the cluster's own REST address.",
  },
  {
    name: "not OpenSearch",
    type: /^not_json$/,
    advice:
      "Something other than OpenSearch answered, such as a proxy or a sign-in page: check the url and what stands in between.",
  },
  {
    name: "host unknown",
    type: /^(ENOTFOUND|EAI_AGAIN)$/,
    advice:
      "The host name of the url cannot be resolved from here: check its spelling, DNS and whether a VPN is needed.",
  },
  {
    name: "connection refused",
    type: /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)$/,
    advice:
      "Nothing listens at that address and port: check the url (OpenSearch's REST port is 9200 by default, 443 on Amazon's service) and that the cluster is up.",
  },
  {
    name: "plain HTTP in front of TLS, or TLS in front of plain HTTP",
    type: /^(EPROTO|ERR_SSL_WRONG_VERSION_NUMBER|HPE_INVALID_CONSTANT|ERR_SSL_PACKET_LENGTH_TOO_LONG)$/,
    advice:
      "The port speaks another protocol than the url says: try http:// instead of https://, or the other way round.",
  },
  {
    name: "certificate not trusted",
    type: /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|UNABLE_TO_VERIFY_LEAF_SIGNATURE)$/,
    advice:
      "The certificate is not signed by a known authority: set caCert (or OPENSEARCH_CACERT_FILE) to the authority's certificate; insecure: true leaves the check out, for experiments only.",
  },
  {
    name: "certificate for another name",
    type: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    advice:
      "The certificate is made out for another host: use the name it is made out for in the url; where only a tunnel leads there, set hostOverride to that name.",
  },
  {
    name: "certificate expired",
    type: /^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/,
    advice: "Renew the cluster's certificate, or set this machine's clock.",
  },
  {
    name: "request timed out",
    type: /^(ETIMEDOUT|ECONNABORTED)$/,
    advice:
      "No answer came within requestTimeout (75s by default): check the network path and the cluster's load, or raise requestTimeout.",
  },
  {
    name: "connection lost",
    type: /^(ECONNRESET|EPIPE)$/,
    advice:
      "The connection was closed without an answer: https:// where the url says http:// does that, and so does a proxy or a restarting node.",
  },
  {
    name: "gateway trouble",
    type: /^(bad_gateway|service_unavailable|gateway_timeout)$/,
    advice:
      "A proxy or load balancer in between could not reach the cluster: check that it is up and run again.",
  },
];
