// SPDX-License-Identifier: Apache-2.0
import { reach } from "./calls";
import { type Judged, refused } from "./judged";

/** How a sign-in is refused before anything is looked at. */
export const signIn: readonly Judged[] = [
  {
    cause: "no sign-in, or a wrong one",
    source: "sec-auth",
    call: reach,
    answer: { status: 401, body: "Unauthorized" },
    message:
      "Unauthorized (HTTP 401). Set the sign-in on the Provider, as stack configuration (opensearch:username and opensearch:password, or opensearch:token) or in the environment (OPENSEARCH_USERNAME and OPENSEARCH_PASSWORD, or OPENSEARCH_TOKEN).",
  },
  {
    cause: "something in front of the cluster forbids the call",
    source: "a proxy's page",
    call: reach,
    answer: { status: 403, body: "<html><h1>Forbidden</h1></html>", contentType: "text/html" },
    message:
      'the answer is not OpenSearch\'s JSON but text/html: "Forbidden" (HTTP 403). This user lacks permission, or a proxy in between refused the request. Set the sign-in on the Provider, as stack configuration (opensearch:username and opensearch:password, or opensearch:token) or in the environment (OPENSEARCH_USERNAME and OPENSEARCH_PASSWORD, or OPENSEARCH_TOKEN).',
  },
  {
    cause: "the security plugin of a node has not read its configuration",
    fate: "notYet",
    source: "security plugin: BackendRegistry",
    call: reach,
    answer: { status: 503, body: "OpenSearch Security not initialized." },
    message:
      "OpenSearch Security not initialized (HTTP 503). The cluster's security plugin has not loaded its configuration yet: run again in a minute, or set waitForAccess on the Provider to wait for it. If this persists, the plugin was never initialized: run its securityadmin.sh.",
  },
  {
    cause: "the same, with the reason that 3.1 and later give",
    fate: "notYet",
    source: "security plugin: PrivilegesConfiguration",
    call: reach,
    answer: refused(
      503,
      "security_exception",
      "OpenSearch Security not initialized: Cluster manager not present",
    ),
    message:
      "security_exception: OpenSearch Security not initialized: Cluster manager not present (HTTP 503). The cluster's security plugin has not loaded its configuration yet: run again in a minute, or set waitForAccess on the Provider to wait for it. If this persists, the plugin was never initialized: run its securityadmin.sh.",
  },
];
