// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { blocksIn, checkedPages, pages, root, textOf } from "../../scripts/docs/blocks";
import { anchorsIn, linksIn } from "./links";

/** What is wrong with a link of a page, if anything. */
function problemOf(page: string, target: string): string | undefined {
  if (/^[a-z]+:/.test(target)) {
    const isGood = target.startsWith("https://") && URL.canParse(target);
    return isGood ? undefined : "is no https address";
  }
  const [path = "", anchor] = target.split("#");
  const file = path === "" ? page : join(dirname(page), path);
  if (relative(root, resolve(root, file)).startsWith("..")) return "leaves the repository";
  if (!existsSync(resolve(root, file))) return "leads to no file";
  if (anchor === undefined) return undefined;
  if (!file.endsWith(".md")) return "has an anchor in what is no page";
  return anchorsIn(textOf(file)).has(anchor) ? undefined : "leads to no heading";
}

describe("the pages", () => {
  it("have no link that leads nowhere", () => {
    const links = pages().flatMap((page) =>
      linksIn(textOf(page)).map(({ target, line }) => ({ page, line, target })),
    );
    expect(links.length).to.be.at.least(80);
    const broken = links.flatMap(({ page, line, target }) => {
      const problem = problemOf(page, target);
      return problem === undefined ? [] : [`${page}:${line}: ${target} ${problem}`];
    });
    expect(broken).to.deep.equal([]);
  });

  it("are all in the table of contents", () => {
    const listed = new Set(
      linksIn(textOf("docs/README.md")).map(({ target }) =>
        join("docs", target.split("#")[0] ?? ""),
      ),
    );
    const docs = pages().filter((page) => page.startsWith("docs/") && page !== "docs/README.md");
    expect(docs.filter((page) => !listed.has(page) && !page.startsWith("docs/api/"))).to.deep.equal(
      [],
    );
  });

  it("have tables of at most three columns, unpadded", () => {
    const wide = checkedPages()
      .filter((page) => /^(README\.md|ARCHITECTURE\.md|CONTRIBUTING\.md|docs\/)/.test(page))
      .flatMap((page) => {
        const prose = blocksIn(page, textOf(page)).reduce(
          (left, { text }) => left.replace(text, ""),
          textOf(page),
        );
        return prose
          .split("\n")
          .filter((line) => line.startsWith("|"))
          .filter((line) => line.split(/(?<!\\)\|/).length > 5 || / {2,}/.test(line))
          .map((line) => `${page}: ${line}`);
      });
    expect(wide).to.deep.equal([]);
  });

  it("finds what is wrong with a link", () => {
    expect(problemOf("README.md", "docs/nowhere.md")).to.equal("leads to no file");
    expect(problemOf("README.md", "docs/limits.md#nothing")).to.equal("leads to no heading");
    expect(problemOf("README.md", "../elsewhere")).to.equal("leaves the repository");
    expect(problemOf("README.md", "http://example.com")).to.equal("is no https address");
    expect(problemOf("README.md", "#install")).to.equal(undefined);
  });
});
