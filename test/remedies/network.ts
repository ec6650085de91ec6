// SPDX-License-Identifier: Apache-2.0
import { reach } from "./calls";
import { type Judged, refused } from "./judged";

/** What becomes of a call that meets no cluster. */
export const network: readonly Judged[] = [
  {
    cause: "the host name is not known here",
    source: "Node: getaddrinfo",
    call: reach,
    answer: { code: "ENOTFOUND", message: "getaddrinfo ENOTFOUND search.example.com" },
    message:
      "getaddrinfo ENOTFOUND search.example.com. DNS knows no such host here: check the spelling of the url, and whether a VPN or another resolver is needed.",
  },
  {
    cause: "the name server does not answer",
    source: "Node: getaddrinfo",
    call: reach,
    answer: { code: "EAI_AGAIN", message: "getaddrinfo EAI_AGAIN search.example.com" },
    message:
      "getaddrinfo EAI_AGAIN search.example.com. The name server itself did not answer, in its own time limit: check this machine's network and resolver, and run again.",
  },
  {
    cause: "no route leads there",
    source: "Node: connect",
    call: reach,
    answer: { code: "ENETUNREACH", message: "connect ENETUNREACH 2001:db8::1:9200 - Local (:::0)" },
    message:
      "connect ENETUNREACH 2001:db8::1:9200 - Local (:::0). No way leads to that address from here: check the route, the VPN, and whether the host has an address of a family (IPv4, IPv6) that this network carries.",
  },
  {
    cause: "a firewall drops what is sent there",
    source: "Node: connect",
    call: reach,
    answer: { code: "ETIMEDOUT", message: "connect ETIMEDOUT 10.0.0.7:9200" },
    message:
      "connect ETIMEDOUT 10.0.0.7:9200. What is sent there gets lost, and requestTimeout does not change that: check the address, the firewall or security group in front of it, and whether a VPN is needed.",
  },
  {
    cause: "none of several addresses takes the connection in time",
    source: "Node: AggregateError of connect",
    call: reach,
    answer: {
      code: "ETIMEDOUT",
      message: "connect ETIMEDOUT 192.0.2.1:443, connect ENETUNREACH 2001:db8::1:443",
    },
    message:
      "connect ETIMEDOUT 192.0.2.1:443, connect ENETUNREACH 2001:db8::1:443. What is sent there gets lost, and requestTimeout does not change that: check the address, the firewall or security group in front of it, and whether a VPN is needed.",
  },
  {
    cause: "nothing listens there",
    source: "Node: connect",
    call: reach,
    answer: { code: "ECONNREFUSED", message: "connect ECONNREFUSED 10.0.0.7:9200" },
    message:
      "connect ECONNREFUSED 10.0.0.7:9200. Nothing listens at that address and port: check the url (OpenSearch's REST port is 9200 by default, 443 on Amazon's service) and that the cluster is up.",
  },
  {
    cause: "no answer in time",
    source: "axios: timeout",
    call: reach,
    answer: { code: "ETIMEDOUT", message: "no answer came within requestTimeout (1 min 15 s)" },
    message:
      "ETIMEDOUT: no answer came within requestTimeout (1 min 15 s). Check the network path and the cluster's load, or raise requestTimeout (75s by default).",
  },
  {
    cause: "the connection was cut",
    source: "Node: read",
    call: reach,
    answer: { code: "ECONNRESET", message: "socket hang up" },
    message:
      "ECONNRESET: socket hang up. The connection was closed without an answer: a restarting node and something in between do that, and so do a port that wants https:// where the url says http://, and a server that demands a client certificate (clientCert, clientKey).",
  },
  {
    cause: "the url leads to a page that redirects",
    source: "a sign-in page",
    call: reach,
    answer: { status: 302, body: "", location: "https://login.example.com/" },
    message:
      "it redirects to https://login.example.com/ (HTTP 302). The url leads to something that redirects, such as a sign-in page or plain HTTP in front of HTTPS: use the cluster's own REST address.",
  },
  {
    cause: "something else than OpenSearch answers",
    source: "a web server's page",
    call: reach,
    answer: { status: 200, body: "<html><title>Welcome</title></html>", contentType: "text/html" },
    message:
      'the answer is not OpenSearch\'s JSON but text/html: "Welcome" (HTTP 200). Something other than OpenSearch answered, such as a proxy or a sign-in page: check the url and what stands in between.',
  },
  {
    cause: "the cluster is overloaded",
    fate: "notYet",
    source: "OpenSearch: circuit breakers, Amazon's throttling",
    answer: { status: 429, body: "Too Many Requests" },
    message:
      'the answer is not OpenSearch\'s JSON but text/plain: "Too Many Requests" (HTTP 429). The cluster is overloaded: run again later, or lower the number of parallel operations (pulumi up --parallel 4).',
  },
  {
    cause: "a balancer reaches no node",
    fate: "unclear",
    source: "nginx",
    answer: {
      status: 502,
      body: "<html><h1>502 Bad Gateway</h1></html>",
      contentType: "text/html",
    },
    message:
      'the answer is not OpenSearch\'s JSON but text/html: "502 Bad Gateway" (HTTP 502). A proxy or load balancer in between could not reach the cluster: check that it is up and run again.',
  },
  {
    cause: "the cluster takes no more calls at the moment",
    fate: "notYet",
    source: "OpenSearch: OpenSearchRejectedExecutionException",
    answer: refused(
      429,
      "rejected_execution_exception",
      "rejected execution of coordinating operation",
    ),
    message:
      "rejected_execution_exception: rejected execution of coordinating operation (HTTP 429). The cluster is overloaded: run again later, or lower the number of parallel operations (pulumi up --parallel 4).",
  },
];
