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

/** Where a host of Amazon's service names its region: `….eu-west-1.es.amazonaws.com`, `….aos.eu-west-1.on.aws`. */
const regions = [
  /\.([a-z]{2}(?:-[a-z]+)+-\d+)\.(?:es|aoss)\.amazonaws\.com(?:\.cn)?\.?$/,
  /\.(?:aos|aoss)\.([a-z]{2}(?:-[a-z]+)+-\d+)\.on\.aws\.?$/,
];

/** The region that a host of Amazon's service names. The text may be a URL, or the first of several. */
export function regionOfHost(text: string): string | undefined {
  const host = hostnameOf(text.split(",")[0] ?? "").toLowerCase();
  return regions.map((pattern) => pattern.exec(host)?.[1]).find((region) => region !== undefined);
}

/** The region that AWS's own variables name, which counts only where the host does not tell it. */
export function ambientRegion(
  settings: { readonly [name in "url" | "urls" | "hostOverride"]?: string | undefined },
  { AWS_REGION: region, AWS_DEFAULT_REGION: fallback }: NodeJS.ProcessEnv,
): string | undefined {
  const { hostOverride, url = settings.urls ?? "" } = settings;
  if (regionOfHost(hostOverride ?? url) !== undefined) return undefined;
  return region?.trim() || fallback?.trim() || undefined;
}

function hostnameOf(text: string): string {
  return text
    .trim()
    .replace(/^https?:\/\//i, "")
    .replace(/[/?#].*$/s, "")
    .replace(/^.*@/, "")
    .replace(/:\d+$/, "");
}
