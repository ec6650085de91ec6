// SPDX-License-Identifier: Apache-2.0

/** What some versions lack, and the version that has it. */
export const features = {
  followerIndexPattern: "3.8",
} as const;

/** Whether a server of `version` has what came with `needed`; a version that is hidden is given the benefit of the doubt. */
export function isAtLeast(version: string, needed: string): boolean {
  const [a = [], b = []] = [version, needed].map((text) => text.split(/[.-]/).map(Number));
  if (a.some(Number.isNaN) && !Number.isInteger(a[0])) return true;
  const [majorDifference, minorDifference] = [(a[0] ?? 0) - (b[0] ?? 0), (a[1] ?? 0) - (b[1] ?? 0)];
  return majorDifference > 0 || (majorDifference === 0 && minorDifference >= 0);
}

/** Throws where the server lacks the feature, before it is asked for it. */
export function requireFeature(feature: keyof typeof features, version: string): void {
  const needed = features[feature];
  if (version === "" || isAtLeast(version, needed)) return;
  throw new Error(
    `\`${feature}\` needs OpenSearch ${needed}, this is ${version}. Leave it out, or upgrade the follower cluster.`,
  );
}
