// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import ts from "typescript";

/** From the ground up; a file imports from its own floor and from those below, types included. */
const floors = [
  ["waiting", "opensearch/text"],
  ["opensearch/answers"],
  ["opensearch/network"],
  ["opensearch/settings"],
  ["opensearch/sign-in"],
  ["opensearch/client"],
  ["opensearch/api"],
  ["opensearch/access.ts"],
  ["replication"],
  ["lifecycle"],
  ["resources", "reads"],
  ["pulumi"],
  ["doors", "cli"],
  ["index.ts", "handlers.ts"],
];

/** The most files that a folder may have. */
const mostFiles = 15;

const files = readdirSync("provider", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => `provider/${file.split(sep).join("/")}`)
  .sort();
const imports = new Map(files.map((file) => [file, importsOf(file)]));

describe("the floors of the house", () => {
  it("every file stands on one of them", () => {
    expect(files).to.have.length.greaterThan(100);
    expect(files.filter((file) => roomOf(file) === undefined)).to.deep.equal([]);
  });

  it("nobody looks up, nor into the other room of the same floor", () => {
    const strays = [...imports].flatMap(([file, targets]) =>
      targets.filter((target) => !isBelow(target, file)).map((target) => `${file} -> ${target}`),
    );
    expect(strays).to.deep.equal([]);
  });

  it("no files import each other in a circle", () => {
    expect(circles()).to.deep.equal([]);
  });

  it(`no folder has more than ${mostFiles} files`, () => {
    const counts = new Map<string, number>();
    for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > mostFiles)).to.deep.equal([]);
  });

  it("only evidence.ts deletes an index", () => {
    const deleting = files.filter((file) => /\bdeleteIndex\(/.test(readFileSync(file, "utf8")));
    expect(deleting).to.deep.equal([
      "provider/opensearch/api/follower-index.ts",
      "provider/replication/evidence.ts",
    ]);
  });
});

function roomOf(file: string): string | undefined {
  const path = file.replace(/^provider\//, "");
  return floors.flat().find((room) => path === room || path.startsWith(`${room}/`));
}

function isBelow(target: string, file: string): boolean {
  const [to, from] = [roomOf(target), roomOf(file)];
  const floorOf = (room: string | undefined): number =>
    floors.findIndex((rooms) => rooms.includes(room ?? ""));
  return to === from || floorOf(to) < floorOf(from);
}

function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, "utf8"), true, true);
  const loaded = [...readFileSync(file, "utf8").matchAll(/\bload\("(\.[^"]*)"\)/g)];
  const names = [
    ...importedFiles.map(({ fileName }) => fileName),
    ...loaded.map(([, name]) => name),
  ];
  return names
    .filter((name) => name?.startsWith("."))
    .map((name) => `${normalize(join(dirname(file), name ?? "")).replaceAll("\\", "/")}.ts`);
}

/** The circles of files, each once, from its first file in the alphabet. */
function circles(): string[] {
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      found.add(path.slice(at).sort().join(" "));
      return;
    }
    if (done.has(file)) return;
    for (const target of imports.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return [...found];
}
