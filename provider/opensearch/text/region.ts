// SPDX-License-Identifier: Apache-2.0
/** The hosts of Amazon's service: `….eu-west-1.es.amazonaws.com`, `….aoss.amazonaws.com`, `….aos.eu-west-1.on.aws`. */
const hosts = [
  /\.([a-z]{2}(?:-[a-z]+)+-\d+)\.(?:es|aoss)\.amazonaws\.com(?:\.cn)?\.?$/,
  /\.(?:aos|aoss)\.([a-z]{2}(?:-[a-z]+)+-\d+)\.on\.aws\.?$/,
];

/** The region that a host of Amazon's service names. The text may be a URL, or the first of several. */
export function regionOfHost(text: string): string | undefined {
  const host = (text.split(",")[0] ?? "")
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/[/?#].*$/, "")
    .replace(/^.*@/, "")
    .replace(/:\d+$/, "");
  return hosts.map((pattern) => pattern.exec(host)?.[1]).find((region) => region !== undefined);
}

/** The region that AWS's own variables name, which counts only where the host does not tell it. */
export function ambientRegion(
  {
    url,
    urls,
    hostOverride,
  }: { readonly [name in "url" | "urls" | "hostOverride"]?: string | undefined },
  environment: NodeJS.ProcessEnv,
): string | undefined {
  if (regionOfHost(hostOverride ?? url ?? urls ?? "") !== undefined) return undefined;
  return (
    environment["AWS_REGION"]?.trim() || environment["AWS_DEFAULT_REGION"]?.trim() || undefined
  );
}
