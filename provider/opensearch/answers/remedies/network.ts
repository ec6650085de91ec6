// SPDX-License-Identifier: Apache-2.0
import type { Remedy } from "./remedy";

const signIn =
  "Set the sign-in on the Provider, as stack configuration (opensearch:username and opensearch:password, or opensearch:token) or in the environment (OPENSEARCH_USERNAME and OPENSEARCH_PASSWORD, or OPENSEARCH_TOKEN).";

/** What sign-in and the network in between fail with. */
export const networkRemedies: readonly Remedy[] = [
  { name: "sign-in refused", status: 401, advice: signIn },
  {
    name: "forbidden",
    status: 403,
    advice: `This user lacks permission, or a proxy in between refused the request. ${signIn}`,
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
      "The url points to something that redirects, such as a sign-in page or plain HTTP in front of HTTPS: use the cluster's own REST address.",
  },
  {
    name: "not OpenSearch",
    type: /^not_json$/,
    advice:
      "Something other than OpenSearch answered, such as a proxy or a sign-in page: check the url and anything in between.",
  },
  {
    name: "host unknown",
    type: /^ENOTFOUND$/,
    advice:
      "DNS does not resolve this host name from here: check the spelling of the url, and whether you need a VPN or another resolver.",
  },
  {
    name: "no answer of DNS",
    type: /^EAI_AGAIN$/,
    advice:
      "The name server did not answer in time: check this machine's network and resolver, and run again.",
  },
  {
    name: "connection refused",
    type: /^ECONNREFUSED$/,
    advice:
      "Nothing listens at that address and port: check the url (the REST port is 9200 by default, 443 on Amazon's service), and that the cluster is up.",
  },
  {
    name: "no route",
    type: /^(EHOSTUNREACH|ENETUNREACH)$/,
    advice:
      "There is no route to that address from here: check routing, the VPN, and whether the host has an address of a family (IPv4, IPv6) that this network supports.",
  },
  {
    name: "no answer in time",
    type: /^(ETIMEDOUT|ECONNABORTED)$/,
    reason: /requestTimeout/,
    advice:
      "Check the network path and the cluster's load, or raise requestTimeout (75s by default).",
  },
  {
    name: "no connection in time",
    type: /^ETIMEDOUT$/,
    advice:
      "Packets to that address are dropped, and a longer requestTimeout will not help: check the address, the firewall or security group in front of it, and whether you need a VPN.",
  },
  {
    name: "connection closed while TLS began",
    type: /^(ECONNRESET|EPIPE)$/,
    reason: /before secure TLS connection/,
    advice:
      "Something closed the connection during the TLS handshake: a load balancer with no healthy node behind it, a firewall, or a node that is starting. A port that does not serve TLS, or a server that requires a client certificate (clientCert, clientKey), can do this too.",
  },
  {
    name: "connection lost",
    type: /^(ECONNRESET|EPIPE)$/,
    advice:
      "The connection was closed without an answer. Candidates: a node that restarts; something in between; a port that expects https:// while the url says http://; a server that requires a client certificate (clientCert, clientKey).",
  },
  {
    name: "gateway trouble",
    type: /^(bad_gateway|service_unavailable|gateway_timeout)$/,
    advice:
      "A proxy or load balancer in between could not reach the cluster: check that the cluster is up and run again.",
  },
];
