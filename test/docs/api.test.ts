// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gapsIn } from "../../scripts/docs/completeness";
import { root } from "../../scripts/docs/blocks";
import { open, read } from "../../scripts/docs/public-api";

describe("the docstrings of the public API", () => {
  it("are complete", () => {
    expect(open().exported.size).to.be.at.least(30);
    expect(gapsIn(open())).to.deep.equal([]);
  });

  it("are found incomplete, gap by gap", () => {
    expect(gapsIn(read(resolve(__dirname, "fixtures/gaps.ts")))).to.have.members([
      "ThingArgs has no @see",
      "ThingArgs has no @throws",
      "ThingArgs.size names no default",
      "ThingArgs.fast does not say what a change does",
      "ThingArgs.tempo does not say what it counts",
      "ThingArgs.bare has no sentence",
      "ThingArgs.bare names no default",
      "ThingArgs.bare does not say what a change does",
      "Thing has no @example",
      "Thing has no @see",
      "Thing has no @throws",
      "Thing.name has no sentence",
      "Thing.read has no @throws",
      "GetThingArgs.name names no default",
    ]);
  });
});

describe("docs/api", () => {
  let made: string;
  before(() => (made = mkdtempSync(join(tmpdir(), "docs-api-"))));
  after(() => rmSync(made, { recursive: true }));

  it("is as typedoc makes it, without a warning (npm run docs)", () => {
    // A warning of typedoc's is an error: something not exported, not documented, or a broken link.
    execFileSync(join(root, "node_modules/.bin/typedoc"), ["--out", made], { cwd: root });
    const pages = filesIn(made);
    expect(pages).to.have.length.above(30);
    expect(filesIn(join(root, "docs/api"))).to.deep.equal(pages);
    for (const page of pages)
      expect(readFileSync(join(root, "docs/api", page), "utf8"), page).to.equal(
        readFileSync(join(made, page), "utf8"),
      );
  });
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .sort();
}
