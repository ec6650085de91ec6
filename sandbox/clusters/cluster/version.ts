// SPDX-License-Identifier: Apache-2.0

const INTERNAL_MASK = 0x08000000;

const numbers = (version: string): [number, number, number] => {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map((part) => Number.parseInt(part));
  return [major, minor, patch];
};

/** The number by which the server orders releases and stamps indexes (`index.version.created`). */
export const versionId = (version: string): number => {
  const [major, minor, patch] = numbers(version);
  return INTERNAL_MASK + major * 1_000_000 + minor * 10_000 + patch * 100 + 99;
};

/** Whether a release is this one or a later one. */
export const isAtLeast = (version: string, least: string): boolean =>
  versionId(version) >= versionId(least);
