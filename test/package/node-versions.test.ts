// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { satisfies } from "semver";

interface Locked {
  readonly engines?: { readonly node?: string };
  readonly dev?: boolean;
}

const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
  packages: Record<string, Locked>;
};

const refusing = (version: string, isWanted: (one: Locked) => boolean): string[] =>
  Object.entries(lock.packages)
    .filter(([, one]) => isWanted(one) && !satisfies(version, one.engines?.node ?? "*"))
    .map(([path]) => path);

describe("npm ci", () => {
  it("warns of no engine on the Node.js versions that a contributor may have", () => {
    for (const version of ["20.19.0", "22.13.0", "24.0.0"])
      expect(
        refusing(version, () => true),
        version,
      ).to.deep.equal([]);
  });

  it("warns of no engine in a program that installs the package, from the oldest version promised on", () => {
    for (const version of ["20.19.0", "22.0.0", "23.0.0", "24.0.0"])
      expect(
        refusing(version, ({ dev }) => dev !== true),
        version,
      ).to.deep.equal([]);
  });
});
