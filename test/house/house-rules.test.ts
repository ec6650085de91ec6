// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { ESLint } from "eslint";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { check, getFileInfo, resolveConfig } from "prettier";
import ts from "typescript";

/** Every file that git knows or would add. */
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"])
  .toString()
  .trim()
  .split("\n")
  .filter((file) => existsSync(file));
const sources = files.filter((file) =>
  /^(provider|sandbox|examples|test|bench|scripts)\/.*\.ts$/.test(file),
);

describe("the house", function () {
  this.timeout(10 * 60_000);

  it("compiles without an error", () => {
    const config = ts.parseJsonConfigFileContent(
      ts.readConfigFile("tsconfig.json", (path) => ts.sys.readFile(path)).config,
      ts.sys,
      process.cwd(),
    );
    const program = ts.createProgram(config.fileNames, config.options);
    const errors = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
      return `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
    expect(errors).to.deep.equal([]);
  });

  it("has nothing that the linter minds", async () => {
    const eslint = new ESLint();
    const results = await eslint.lintFiles(["."]);
    const formatter = await eslint.loadFormatter("stylish");
    const found = results.filter(({ errorCount, warningCount }) => errorCount + warningCount > 0);
    expect(found, await formatter.format(found)).to.have.length(0);
    expect(results.length).to.be.at.least(sources.length - 20);
  });

  it("is formatted by prettier", async () => {
    const unformatted: string[] = [];
    for (const file of files) {
      const { ignored, inferredParser } = await getFileInfo(file, {
        ignorePath: ".prettierignore",
      });
      if (ignored || inferredParser === null) continue;
      const options = { ...(await resolveConfig(file)), filepath: file };
      if (!(await check(readFileSync(file, "utf8"), options))) unformatted.push(file);
    }
    expect(unformatted).to.deep.equal([]);
  });

  it("lets only the host boundary and the resource classes know @pulumi/pulumi", () => {
    const allowed = /^provider\/(index\.ts$|pulumi\/|doors\/)/;
    expect(
      importers("provider/", '"@pulumi/pulumi').filter((file) => !allowed.test(file)),
    ).to.deep.equal([]);
  });

  it("lets no handler of a resource know how Pulumi calls it", () => {
    const handlers = sources.filter((file) =>
      /^provider\/(resources|lifecycle|replication)\//.test(file),
    );
    expect(handlers).not.to.have.length(0);
    const knowing = handlers.filter((file) =>
      /from "(\.\.\/)+(pulumi|doors)\/|"__|\.__/.test(readFileSync(file, "utf8")),
    );
    expect(knowing).to.deep.equal([]);
  });

  it("lets only provider/opensearch know axios", () => {
    const outside = importers("provider/", '"axios"').filter(
      (file) => !file.startsWith("provider/opensearch/"),
    );
    expect(outside).to.deep.equal([]);
  });

  it("lets the provider know nothing of tests and sandbox", () => {
    const strays = sources.filter(
      (file) =>
        file.startsWith("provider/") &&
        /from "(\.\.\/)+(sandbox|test)\//.test(readFileSync(file, "utf8")),
    );
    expect(strays).to.deep.equal([]);
  });

  it("has a licence line on every source file", () => {
    const without = sources.filter(
      (file) =>
        !/^(#!.*\n)?\/\/ SPDX-License-Identifier: Apache-2\.0\n/.test(readFileSync(file, "utf8")),
    );
    expect(without).to.deep.equal([]);
  });

  it("has no source file over 200 lines, but for tests", () => {
    const long = sources.filter(
      (file) => !file.startsWith("test/") && readFileSync(file, "utf8").split("\n").length > 201,
    );
    expect(long).to.deep.equal([]);
  });

  it("names in the README no script that package.json lacks", () => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
      scripts: Record<string, string>;
    };
    const named = [...readFileSync("README.md", "utf8").matchAll(/npm run ([a-z:-]+)/g)].map(
      ([, name]) => name,
    );
    expect(named).not.to.have.length(0);
    expect(named.filter((name) => name !== undefined && !(name in scripts))).to.deep.equal([]);
  });
});

function importers(folder: string, text: string): string[] {
  return sources.filter(
    (file) => file.startsWith(folder) && readFileSync(file, "utf8").includes(`from ${text}`),
  );
}
