// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import semver from "semver";

const examples = resolve(__dirname, "../../examples");
const textOf = (...path: string[]) => readFileSync(resolve(examples, ...path), "utf8");
const folders = readdirSync(examples);

interface Manifest {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly peerDependencies: Record<string, string>;
}
const own = JSON.parse(textOf("../package.json")) as Manifest & { version: string };
const floor = String(semver.minVersion(own.peerDependencies["@pulumi/pulumi"] ?? ""));

describe("the examples", () => {
  it("are all in the documentation's table of contents", () => {
    const contents = textOf("../docs/README.md");
    const missing = folders.filter((name) => !contents.includes(`(../examples/${name}/README.md)`));
    expect(folders).to.have.length.at.least(8);
    expect(missing).to.deep.equal([]);
  });

  for (const name of folders) {
    it(`${name} tells what it needs, what to do, what is seen, how to clean up and where to go on`, () => {
      const headings = [...textOf(name, "README.md").matchAll(/^## (.+)$/gm)].map(
        ([, text]) => text,
      );
      const wanted = ["Prerequisites", "Steps", "What you will see", "Clean up", "Next steps"];
      expect(headings.filter((text) => wanted.includes(text ?? ""))).to.deep.equal(wanted);
    });
  }

  for (const name of folders.filter((folder) =>
    existsSync(resolve(examples, folder, "index.ts")),
  )) {
    it(`${name} is a whole project, for every SDK that the package takes`, () => {
      const manifest = JSON.parse(textOf(name, "package.json")) as Manifest;
      const { "@pulumi/pulumi": sdk = "", "pulumi-opensearch-replication": replication } =
        manifest.dependencies;
      expect(String(semver.minVersion(sdk))).to.equal(floor);
      if (replication !== undefined)
        expect(semver.satisfies(own.version, replication)).to.equal(true);
      // What the oldest SDK takes as a compiler, the newest takes, too.
      expect(semver.subset(manifest.devDependencies["typescript"] ?? "", ">=5.4 <6")).to.equal(
        true,
      );
      expect(JSON.parse(textOf(name, "tsconfig.json"))).to.deep.equal(
        JSON.parse(textOf("quickstart/tsconfig.json")),
      );
      const project = name === "policy" ? "PulumiPolicy.yaml" : "Pulumi.yaml";
      expect(textOf(name, project)).to.match(/^runtime: nodejs$/m);
    });
  }
});
