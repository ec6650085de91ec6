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
      "getaddrinfo ENOTFOUND search.example.com (no answer). The host name of the url cannot be resolved from here: check its spelling, DNS and whether a VPN is needed.",
  },
  {
    cause: "nothing listens there",
    source: "Node: connect",
    call: reach,
    answer: { code: "ECONNREFUSED", message: "connect ECONNREFUSED 10.0.0.7:9200" },
    message:
      "connect ECONNREFUSED 10.0.0.7:9200 (no answer). Nothing listens at that address and port: check the url (OpenSearch's REST port is 9200 by default, 443 on Amazon's service) and that the cluster is up.",
  },
  {
    cause: "no answer in time",
    source: "axios: timeout",
    call: reach,
    answer: { code: "ETIMEDOUT", message: "timeout of 75000ms exceeded" },
    message:
      "ETIMEDOUT: timeout of 75000ms exceeded (no answer). No answer came within requestTimeout (75s by default): check the network path and the cluster's load, or raise requestTimeout.",
  },
  {
    cause: "the connection was cut",
    source: "Node: read",
    call: reach,
    answer: { code: "ECONNRESET", message: "socket hang up" },
    message:
      "ECONNRESET: socket hang up (no answer). The connection was closed without an answer: https:// where the url says http:// does that, and so does a proxy or a restarting node.",
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
