// SPDX-License-Identifier: Apache-2.0

/** What some versions lack, and the version that has it. */
const features = {
  followerIndexPattern: "3.8",
} as const;

/** Whether a server of `version` has what came with `needed`; `undefined` where the version is not known. */
export function isAtLeast(version: string, needed: string): boolean | undefined {
  const [a = [], b = []] = [version, needed].map((text) => text.split(/[.-]/).map(Number));
  if (version === "" || !Number.isInteger(a[0]) || !Number.isInteger(a[1])) return undefined;
  const [majorDifference, minorDifference] = [(a[0] ?? 0) - (b[0] ?? 0), (a[1] ?? 0) - (b[1] ?? 0)];
  return majorDifference > 0 || (majorDifference === 0 && minorDifference >= 0);
}

/** Throws where the server is known to lack the feature, before it is asked for it. */
export function requireFeature(feature: keyof typeof features, version: string): void {
  const needed = features[feature];
  if (isAtLeast(version, needed) !== false) return;
  throw new Error(
    `\`${feature}\` needs OpenSearch ${needed}, this is ${version}. Remove it, or upgrade the follower cluster.`,
  );
}
