// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

describe("the package as npm would publish it", function () {
  this.timeout(2 * 60_000);
  let directory: string;
  let packed: Packed;
  let tarball: Buffer;
  before(() => {
    // As before every publication.
    execFileSync("npm", ["run", "--silent", "plugin"], { stdio: "pipe" });
    directory = mkdtempSync(join(tmpdir(), "packed-"));
    const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", directory];
    const answer = JSON.parse(execFileSync("npm", args, { stdio: "pipe" }).toString()) as unknown;
    packed = (answer as Packed[])[0] ?? Object.values(answer as Record<string, Packed>)[0]!;
    tarball = readFileSync(join(directory, packed.filename));
  });
  after(() => rmSync(directory, { recursive: true, force: true }));

  it("has types that every way of resolving modules finds, also of ./handlers", () => {
    const script = join(__dirname, "type-problems.mjs");
    const args = [script, join(directory, packed.filename)];
    const found = JSON.parse(execFileSync(process.execPath, args).toString()) as {
      problems: unknown[];
      entrypoints: string[];
    };
    expect(found.problems).to.deep.equal([]);
    expect(found.entrypoints).to.include.members([".", "./handlers"]);
  });

  it("has nothing that publint minds", async () => {
    const { buffer, byteOffset, byteLength } = tarball;
    const data = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
    const { messages, pkg } = await publint({ pack: { tarball: data }, strict: true });
    // The repository is named by the release (scripts/release-metadata.ts).
    const minded = messages.filter(({ code }) => code !== "USE_TYPE");
    expect(minded.map((message) => formatMessage(message, pkg))).to.deep.equal([]);
  });

  it("holds what is documented and run, and no test, sandbox or map of sources that are not in it", () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths).to.include.members([
      ...["package.json", "README.md", "LICENSE", "CHANGELOG.md", "handlers/package.json"],
      ...["dist/index.js", "dist/index.d.ts", "dist/handlers.js", "dist/handlers.d.ts"],
    ]);
    const roots = new Set(paths.map((path) => path.split("/")[0]));
    expect([...roots].sort()).to.deep.equal(
      [
        ...["CHANGELOG.md", "LICENSE", "README.md", "package.json"],
        ...["dist", "docs", "handlers", "plugin"],
      ].sort(),
    );
    expect(paths.filter((path) => path.endsWith(".map"))).to.deep.equal([]);
    // The plugin is one file; what it is made of is of no use beside it.
    expect(paths.filter((path) => /^dist\/(doors\/plugin|schema)/.test(path))).to.deep.equal([]);
    const executable = "plugin/pulumi-resource-opensearch-replication";
    const plugin = packed.files.find(({ path }) => path === executable);
    expect((plugin?.mode ?? 0) & 0o111, "executable").to.equal(0o111);
    expect(paths).to.include.members(["plugin/PulumiPlugin.yaml", "plugin/THIRD-PARTY-NOTICES"]);
  });
});
