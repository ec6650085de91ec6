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
    type: /^ENOTFOUND$/,
    advice:
      "DNS knows no such host here: check the spelling of the url, and whether a VPN or another resolver is needed.",
  },
  {
    name: "no answer of DNS",
    type: /^EAI_AGAIN$/,
    advice:
      "The name server itself did not answer, in its own time limit: check this machine's network and resolver, and run again.",
  },
  {
    name: "connection refused",
    type: /^ECONNREFUSED$/,
    advice:
      "Nothing listens at that address and port: check the url (OpenSearch's REST port is 9200 by default, 443 on Amazon's service) and that the cluster is up.",
  },
  {
    name: "no route",
    type: /^(EHOSTUNREACH|ENETUNREACH)$/,
    advice:
      "No way leads to that address from here: check the route, the VPN, and whether the host has an address of a family (IPv4, IPv6) that this network carries.",
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
      "What is sent there gets lost, and requestTimeout does not change that: check the address, the firewall or security group in front of it, and whether a VPN is needed.",
  },
  {
    name: "connection closed while TLS began",
    type: /^(ECONNRESET|EPIPE)$/,
    reason: /before secure TLS connection/,
    advice:
      "Something closed the connection before TLS was there: a balancer without a node behind it, a firewall, or a node that is starting; a port that serves no TLS, or a server that demands a client certificate (clientCert, clientKey), can do that too.",
  },
  {
    name: "connection lost",
    type: /^(ECONNRESET|EPIPE)$/,
    advice:
      "The connection was closed without an answer: a restarting node and something in between do that, and so do a port that wants https:// where the url says http://, and a server that demands a client certificate (clientCert, clientKey).",
  },
  {
    name: "gateway trouble",
    type: /^(bad_gateway|service_unavailable|gateway_timeout)$/,
    advice:
      "A proxy or load balancer in between could not reach the cluster: check that it is up and run again.",
  },
];
