// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { checkedPages, root, textOf } from "../../scripts/docs/blocks";
import { blocks, compilerErrors, folder, type Program, writePrograms } from "./code";

interface Outcome {
  readonly failures: string[];
  readonly resources: number;
}

/** Runs the files under mocks, in one process. */
function outcomes(files: readonly string[]): Record<string, Outcome> {
  const script = resolve(__dirname, "run-programs.ts");
  // The SDK makes the process fail where a program was refused.
  const { stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", script, ...files], {
    cwd: root,
    encoding: "utf8",
  });
  const last = stdout.trim().split("\n").at(-1) ?? "";
  if (!last.startsWith("{")) throw new Error(`the programs did not run to their end: ${stderr}`);
  return JSON.parse(last) as Record<string, Outcome>;
}

describe("the code on the pages", function () {
  this.timeout(120_000);
  let programs: Program[];

  before(() => {
    programs = writePrograms();
  });

  it("compiles", () => {
    expect(programs.length).to.be.at.least(30);
    expect(compilerErrors(programs)).to.deep.equal([]);
  });

  it("does not compile with a mistake in it", () => {
    const program = programs.find(({ from }) => from.startsWith("README.md"));
    const file = join(dirname(program?.file ?? ""), "mistaken.ts");
    const text = readFileSync(program?.file ?? "", "utf8");
    writeFileSync(file, text.replace("leaderIndex:", "leaderIndexes:"));
    const errors = compilerErrors([{ file, from: "a mistake", isRun: false }]);
    expect(errors.join("\n")).to.match(/^a mistake: .*'leaderIndexes' does not exist/);
  });

  it("runs in a preview under mocks, if it is a program", () => {
    const run = programs.filter(({ isRun }) => isRun);
    const mistaken = join(folder, "mistaken.ts");
    const readme = run.find(({ from }) => from.startsWith("README.md"))?.file ?? "";
    writeFileSync(mistaken, readFileSync(readme, "utf8").replace('"orders-copy"', '"Orders copy"'));
    const found = outcomes([...run.map(({ file }) => file), mistaken]);
    const failed = run.flatMap(({ file, from }) => {
      const { failures, resources } = found[file] ?? { failures: ["did not run"], resources: 0 };
      const problems = resources === 0 ? [...failures, "makes no resource"] : failures;
      return problems.map((problem) => `${from}: ${problem}`);
    });
    expect(failed).to.deep.equal([]);
    expect(found[mistaken]?.failures.join("\n")).to.include("has invalid inputs");
  });

  it("passes, if it is a test", () => {
    const tests = programs.filter(({ file }) => file.endsWith(".test.ts"));
    expect(tests).not.to.have.length(0);
    const mocha = resolve(root, "node_modules/mocha/bin/mocha.js");
    const files = tests.map(({ file }) => file);
    const options = ["--no-config", "--node-option", "import=tsx", "--reporter", "json", "--exit"];
    const output = execFileSync(process.execPath, [mocha, ...options, ...files], { cwd: root });
    const { stats } = JSON.parse(output.toString()) as { stats: Record<string, number> };
    expect(stats).to.include({ failures: 0, pending: 0 });
    expect(stats["passes"]).to.be.at.least(tests.length);
  });

  it("names no npm script that is not there, and neither does the prose", () => {
    const { scripts } = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const named = checkedPages().flatMap((page) =>
      [...textOf(page).matchAll(/npm run ([a-z:-]+)/g)].map(([, name = ""]) => name),
    );
    expect(named).not.to.have.length(0);
    expect(named.filter((name) => !(name in scripts))).to.deep.equal([]);
  });

  it("is in a language that is known", () => {
    const known = ["ts", "sh", "json", "yaml", "python", "go", "text", "mermaid", "diff"];
    const strange = blocks.filter(({ language }) => !known.includes(language));
    expect(strange.map(({ page, line, language }) => `${page}:${line} ${language}`)).to.deep.equal(
      [],
    );
  });
});
