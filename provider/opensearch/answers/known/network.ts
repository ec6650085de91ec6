// SPDX-License-Identifier: Apache-2.0
import { known } from "./known-answer";

const proxySignIn =
  "Put the user name and password in the proxy's URL (http://user:password@host:port, percent-encoded): in the setting proxy (stored as a secret), HTTPS_PROXY or HTTP_PROXY. To bypass the proxy, add the cluster to NO_PROXY.";
const unusable = /^the proxy cannot be used/;
const signIn =
  "Set the sign-in on the Provider, as stack configuration (opensearch:username and opensearch:password, or opensearch:token) or in the environment (OPENSEARCH_USERNAME and OPENSEARCH_PASSWORD, or OPENSEARCH_TOKEN).";

/** What a proxy on the way fails with. It says nothing about the cluster. */
export const proxies = {
  proxyWantsSignIn: known({ status: 407 })(proxySignIn, "407 not_json: the answer is empty"),
  tunnelWantsSignIn: known({ type: /^PROXY_REFUSED$/, reason: /HTTP 407/ })(
    proxySignIn,
    "PROXY_REFUSED: the proxy answered HTTP 407 instead of opening a tunnel",
  ),
  noTunnel: known({ type: /^(PROXY_REFUSED|PROXY_UNAVAILABLE)$/ })(
    "The proxy does not allow connections to the cluster, or cannot reach it: check the proxy's rules for this host and port, or bypass it with NO_PROXY.",
    "PROXY_UNAVAILABLE: the proxy answered HTTP 502 instead of opening a tunnel",
  ),
  proxyWithoutTls: known({
    type: /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTPS?_(PROXY_)?REQUEST)$/,
    reason: unusable,
  })(
    "The proxy's URL says https://, but its port does not serve TLS: most proxies use http://, and the tunnel through them to an https:// cluster is still encrypted.",
    "ERR_SSL_WRONG_VERSION_NUMBER: the proxy cannot be used: TLS failed: wrong version number",
  ),
  proxyCertificate: known({ type: /CERT|^UNABLE_TO_/, reason: unusable })(
    "This is the proxy's own certificate: set caCert to the authority that signed it, and use the name it was issued for in the proxy's URL.",
    "DEPTH_ZERO_SELF_SIGNED_CERT: the proxy cannot be used: self-signed certificate",
  ),
  proxySilent: known({ type: /^(ETIMEDOUT|ECONNABORTED)$/, reason: unusable })(
    "The proxy did not answer: check its address and that it is up, or bypass it with NO_PROXY.",
    "ETIMEDOUT: the proxy cannot be used: no answer within requestTimeout (1 min 15 s)",
  ),
  proxyNotReached: known(unusable)(
    "Check the proxy's URL (the setting proxy, OPENSEARCH_PROXY, HTTPS_PROXY or HTTP_PROXY) and that it is up, or bypass it with NO_PROXY.",
    "ECONNREFUSED: the proxy cannot be used: connect ECONNREFUSED 10.0.0.3:3128",
  ),
};

/** How a sign-in is refused before anything is looked at. */
export const signIns = {
  signInRefused: known({ status: 401 })(signIn, "401 Unauthorized"),
  forbidden: known({ status: 403 })(
    `This user lacks permission, or a proxy in between refused the request. ${signIn}`,
    `403 not_json: the answer is not OpenSearch's JSON but text/html: "Forbidden"`,
  ),
};

/** What the network in between fails with, and what answers in the cluster's place. */
export const network = {
  tooManyRequests: known({ status: 429 })(
    "The cluster is overloaded: run again later, or lower the number of parallel operations (pulumi up --parallel 4).",
    "429 rejected_execution_exception: rejected execution of coordinating operation",
    `429 not_json: the answer is not OpenSearch's JSON but text/plain: "Too Many Requests"`,
  ),
  redirected: known({ type: /^redirect$/ })(
    "The url points to something that redirects, such as a sign-in page or plain HTTP in front of HTTPS: use the cluster's own REST address.",
    "302 redirect: it redirects to https://login.example.com/",
  ),
  notOpensearch: known({ type: /^not_json$/ })(
    "Something other than OpenSearch answered, such as a proxy or a sign-in page: check the url and anything in between.",
    `200 not_json: the answer is not OpenSearch's JSON but text/html: "Welcome"`,
    "408 not_json: the answer is empty",
  ),
  hostUnknown: known({ type: /^ENOTFOUND$/ })(
    "DNS does not resolve this host name from here: check the spelling of the url, and whether you need a VPN or another resolver.",
    "ENOTFOUND: getaddrinfo ENOTFOUND search.example.com",
  ),
  dnsSilent: known({ type: /^EAI_AGAIN$/ })(
    "The name server did not answer in time: check this machine's network and resolver, and run again.",
    "EAI_AGAIN: getaddrinfo EAI_AGAIN search.example.com",
  ),
  connectionRefused: known({ type: /^ECONNREFUSED$/ })(
    "Nothing listens at that address and port: check the url (the REST port is 9200 by default, 443 on Amazon's service), and that the cluster is up.",
    "ECONNREFUSED: connect ECONNREFUSED 10.0.0.7:9200",
  ),
  noRoute: known({ type: /^(EHOSTUNREACH|ENETUNREACH)$/ })(
    "There is no route to that address from here: check routing, the VPN, and whether the host has an address of a family (IPv4, IPv6) that this network supports.",
    "ENETUNREACH: connect ENETUNREACH 2001:db8::1:9200 - Local (:::0)",
  ),
  noAnswerInTime: known({ type: /^(ETIMEDOUT|ECONNABORTED)$/, reason: /^no answer within/ })(
    "Check the network path and the cluster's load, or raise requestTimeout (75s by default) or, where the operation's own time was up, the resource's timeouts.",
    "ETIMEDOUT: no answer within requestTimeout (1 min 15 s)",
    "ETIMEDOUT: no answer within 10 s",
  ),
  noConnectionInTime: known({ type: /^ETIMEDOUT$/ })(
    "Packets to that address are dropped, and a longer requestTimeout will not help: check the address, the firewall or security group in front of it, and whether you need a VPN.",
    "ETIMEDOUT: connect ETIMEDOUT 10.0.0.7:9200",
    "ETIMEDOUT: connect ETIMEDOUT 192.0.2.1:443, connect ENETUNREACH 2001:db8::1:443",
  ),
  closedDuringTls: known({ type: /^(ECONNRESET|EPIPE)$/, reason: /before secure TLS connection/ })(
    "Something closed the connection during the TLS handshake: a load balancer with no healthy node behind it, a firewall, or a node that is starting. A port that does not serve TLS, the transport port (9300 by default) instead of the REST port (9200), or a server that requires a client certificate (clientCert, clientKey), can do this too.",
    "ECONNRESET: Client network socket disconnected before secure TLS connection was established",
  ),
  connectionLost: known({ type: /^(ECONNRESET|EPIPE)$/ })(
    "The connection was closed without an answer. Candidates: a node that restarts; something in between; the transport port (9300 by default) instead of the REST port (9200); a port that expects https:// while the url says http://; a server that requires a client certificate (clientCert, clientKey).",
    "ECONNRESET: socket hang up",
  ),
  gatewayTrouble: known({ type: /^(bad_gateway|service_unavailable|gateway_timeout)$/ })(
    "A proxy or load balancer in between could not reach the cluster: check that the cluster is up and run again.",
    `502 bad_gateway: the answer is not OpenSearch's JSON but text/html: "502 Bad Gateway"`,
    `504 gateway_timeout: the answer is not OpenSearch's JSON but text/html: "504 Gateway Time-out"`,
  ),
};
