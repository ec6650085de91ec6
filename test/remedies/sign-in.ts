// SPDX-License-Identifier: Apache-2.0
import { reach } from "./calls";
import type { Judged } from "./judged";

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
      'the answer is not OpenSearch\'s JSON but text/html: "Forbidden" (HTTP 403). The user, or a proxy in between, may not do this. Set the sign-in on the Provider, as stack configuration (opensearch:username and opensearch:password, or opensearch:token) or in the environment (OPENSEARCH_USERNAME and OPENSEARCH_PASSWORD, or OPENSEARCH_TOKEN).',
  },
];
