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
      "getaddrinfo ENOTFOUND search.example.com. DNS does not resolve this host name from here: check the spelling of the url, and whether you need a VPN or another resolver.",
  },
  {
    cause: "the name server does not answer",
    source: "Node: getaddrinfo",
    call: reach,
    answer: { code: "EAI_AGAIN", message: "getaddrinfo EAI_AGAIN search.example.com" },
    message:
      "getaddrinfo EAI_AGAIN search.example.com. The name server did not answer in time: check this machine's network and resolver, and run again.",
  },
  {
    cause: "no route leads there",
    source: "Node: connect",
    call: reach,
    answer: { code: "ENETUNREACH", message: "connect ENETUNREACH 2001:db8::1:9200 - Local (:::0)" },
    message:
      "connect ENETUNREACH 2001:db8::1:9200 - Local (:::0). There is no route to that address from here: check routing, the VPN, and whether the host has an address of a family (IPv4, IPv6) that this network supports.",
  },
  {
    cause: "a firewall drops what is sent there",
    source: "Node: connect",
    call: reach,
    answer: { code: "ETIMEDOUT", message: "connect ETIMEDOUT 10.0.0.7:9200" },
    message:
      "connect ETIMEDOUT 10.0.0.7:9200. Packets to that address are dropped, and a longer requestTimeout will not help: check the address, the firewall or security group in front of it, and whether you need a VPN.",
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
      "connect ETIMEDOUT 192.0.2.1:443, connect ENETUNREACH 2001:db8::1:443. Packets to that address are dropped, and a longer requestTimeout will not help: check the address, the firewall or security group in front of it, and whether you need a VPN.",
  },
  {
    cause: "nothing listens there",
    source: "Node: connect",
    call: reach,
    answer: { code: "ECONNREFUSED", message: "connect ECONNREFUSED 10.0.0.7:9200" },
    message:
      "connect ECONNREFUSED 10.0.0.7:9200. Nothing listens at that address and port: check the url (the REST port is 9200 by default, 443 on Amazon's service), and that the cluster is up.",
  },
  {
    cause: "no answer in time",
    source: "axios: timeout",
    call: reach,
    answer: { code: "ETIMEDOUT", message: "no answer within requestTimeout (1 min 15 s)" },
    message:
      "ETIMEDOUT: no answer within requestTimeout (1 min 15 s). Check the network path and the cluster's load, or raise requestTimeout (75s by default).",
  },
  {
    cause: "the connection was cut",
    source: "Node: read",
    call: reach,
    answer: { code: "ECONNRESET", message: "socket hang up" },
    message:
      "ECONNRESET: socket hang up. The connection was closed without an answer. Candidates: a node that restarts; something in between; a port that expects https:// while the url says http://; a server that requires a client certificate (clientCert, clientKey).",
  },
  {
    cause: "the url leads to a page that redirects",
    source: "a sign-in page",
    call: reach,
    answer: { status: 302, body: "", location: "https://login.example.com/" },
    message:
      "it redirects to https://login.example.com/ (HTTP 302). The url points to something that redirects, such as a sign-in page or plain HTTP in front of HTTPS: use the cluster's own REST address.",
  },
  {
    cause: "something else than OpenSearch answers",
    source: "a web server's page",
    call: reach,
    answer: { status: 200, body: "<html><title>Welcome</title></html>", contentType: "text/html" },
    message:
      'the answer is not OpenSearch\'s JSON but text/html: "Welcome" (HTTP 200). Something other than OpenSearch answered, such as a proxy or a sign-in page: check the url and anything in between.',
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
      'the answer is not OpenSearch\'s JSON but text/html: "502 Bad Gateway" (HTTP 502). A proxy or load balancer in between could not reach the cluster: check that the cluster is up and run again.',
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
