// SPDX-License-Identifier: Apache-2.0

/** Major, minor, patch; a pre-release counts as the release it leads to. */
export type Version = readonly [number, number, number];

export const OLDEST_CLI: Version = [3, 216, 0];

/** The version in the answer of `pulumi version`, such as `v3.259.0`. */
export function parseCliVersion(answer: string): Version | undefined {
  return parsed(/^v?(\d+)\.(\d+)\.(\d+)(?:[-+].*)?$/m.exec(answer.trim()));
}

/** The version in the answer of `go version`, such as `go version go1.26.8 linux/amd64`. */
export function parseGoVersion(answer: string): Version | undefined {
  return parsed(/\bgo(\d+)\.(\d+)(?:\.(\d+))?/.exec(answer));
}

/** The oldest Go that a go.mod says it can be built with. */
export function goDirective(goMod: string): Version {
  return found(parsed(/^go (\d+)\.(\d+)(?:\.(\d+))?$/m.exec(goMod)), "go");
}

/** The version of `module` that a go.mod requires. */
export function requiredVersion(goMod: string, module: string): Version {
  const line = goMod.split("\n").find((text) => text.trim().startsWith(`${module} v`));
  return found(parsed(/ v(\d+)\.(\d+)\.(\d+)/.exec(line ?? "")), module);
}

/** Negative when `a` is older than `b`, zero when they are the same. */
export function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** Whether this package's Node SDK, which is of major version 3, works with such a CLI. */
export function isSuitableCli(version: Version): boolean {
  return version[0] === OLDEST_CLI[0] && compare(version, OLDEST_CLI) >= 0;
}

export function text(version: Version): string {
  return version.join(".");
}

function parsed(match: RegExpExecArray | null): Version | undefined {
  return match ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)] : undefined;
}

function found(version: Version | undefined, what: string): Version {
  if (!version) {
    throw new Error(`go.mod names no version of ${what}.`);
  }
  return version;
}
