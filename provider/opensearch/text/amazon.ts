// SPDX-License-Identifier: Apache-2.0

/** `search-x.eu-west-1.es.amazonaws.com`, `….es.amazonaws.com.cn`, `search-x.aos.eu-west-1.on.aws`. */
const domains = /\.(es\.amazonaws\.com(\.cn)?|(aos\.[a-z\d-]+\.)?on\.aws)\.?$/i;

/** `x.eu-west-1.aoss.amazonaws.com`, `x.aoss.eu-west-1.on.aws`, with `-fips` likewise. */
const collections = /\.(aoss(-fips)?\.amazonaws\.com(\.cn)?|aoss(-fips)?\.[a-z\d-]+\.on\.aws)\.?$/i;

/** The message about a serverless collection, if it is recognized before any call. */
export const serverlessRefusal =
  "Amazon OpenSearch Serverless (aoss) has no cross-cluster replication, neither as follower nor as leader: use a domain of Amazon OpenSearch Service, or your own cluster";

export function isServerlessHost(host: string): boolean {
  return collections.test(hostnameOf(host));
}

/** Whether a host is that of a domain of Amazon OpenSearch Service. The text may be a URL. */
export function isAmazonHost(host: string): boolean {
  return domains.test(hostnameOf(host)) && !isServerlessHost(host);
}

function hostnameOf(text: string): string {
  return text
    .trim()
    .replace(/^https?:\/\//i, "")
    .replace(/[/?#].*$/s, "")
    .replace(/^.*@/, "")
    .replace(/:\d+$/, "");
}
