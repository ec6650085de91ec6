// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { sharedJournal } from "../../../provider/lifecycle/claims/shared-journal";

const address = "127.0.0.1:4711";
const declared = {
  ...({ note: "declared", urn: "a", kind: "replication" } as const),
  ...{ name: "copy", host: "h", isNew: true },
};
const module = resolve("provider/lifecycle/claims/shared-journal.ts");

describe("the journal that provider processes share", () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(join(tmpdir(), "journal-"))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  const files = (): string[] => fs.readdirSync(folder).map((name) => join(folder, name));

  /** A process that writes one note, and ends when its input does. */
  async function writer(note: object = { ...declared, urn: "b" }, isProgram = false) {
    const code = `
      const { sharedJournal } = require(${JSON.stringify(module)});
      sharedJournal(${JSON.stringify(address)}, ${JSON.stringify({ folder, isProgram })}).write(${JSON.stringify(note)});
      console.log("written");
      process.stdin.resume().on("end", () => process.exit());`;
    const child = spawn(process.execPath, ["--import", "tsx", "-e", code], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    const end = async (signal?: NodeJS.Signals): Promise<void> => {
      if (signal === undefined) child.stdin.end();
      else child.kill(signal);
      await once(child, "exit");
    };
    return { end };
  }

  it("is read by the others of the deployment, in order, and what is new is added", async () => {
    const other = await writer();
    const journal = sharedJournal(address, { folder });
    expect(journal.read().map((note) => note.note === "declared" && note.urn)).to.deep.equal(["b"]);
    journal.write(declared);
    expect(journal.read()).to.have.length(2);
    expect(journal.read()).to.have.length(2);
    await other.end();
  });

  it("is removed by the process that ends last", async () => {
    const [first, second] = [await writer(), await writer()];
    await first.end();
    expect(files()).to.have.length(1);
    await second.end();
    expect(files()).to.deep.equal([]);
  });

  it("holds no inputs, which may be secret, and only its owner may read it", () => {
    const inputs = { properties: { settings: { a: "s3cret" } }, memory: {} };
    const journal = sharedJournal(address, { folder });
    journal.write({ ...declared, inputs });
    const [file = ""] = files();
    expect(fs.readFileSync(file, "utf8")).not.to.include("s3cret");
    expect(fs.statSync(file).mode & 0o777).to.equal(0o600);
    expect(journal.read()[0]).to.deep.include({ inputs });
  });

  it("the program ends before the first provider process reads -> its claims are heard", async () => {
    const program = await writer({ ...declared, note: "claimed" }, true);
    await program.end();
    const journal = sharedJournal(address, { folder });
    expect(journal.read().map(({ note }) => note)).to.deep.equal(["claimed"]);
  });

  it("the file of a killed deployment at the same address, quiet for a minute -> passed over", async () => {
    const killed = await writer();
    await killed.end("SIGKILL");
    const long = new Date(Date.now() - 61_000);
    for (const file of files()) fs.utimesSync(file, long, long);
    const [first, second] = [
      sharedJournal(address, { folder }),
      sharedJournal(address, { folder }),
    ];
    first.write(declared);
    for (const journal of [first, second])
      expect(journal.read().filter(({ by }) => by !== String(process.pid))).to.deep.equal([]);
  });

  it("clears away what deployments have left that were killed long ago, and nothing of those that live", async () => {
    const killed = await writer();
    await killed.end("SIGKILL");
    const [left = ""] = files();
    const stale = left.replace("4711", "4712");
    fs.renameSync(left, stale);
    const living = await writer();
    const long = new Date(Date.now() - 2 * 3_600_000);
    for (const file of files()) fs.utimesSync(file, long, long);
    sharedJournal("127.0.0.1:4713", { folder }).write(declared);
    expect(files()).not.to.include(stale);
    expect(files()).to.have.length(2);
    await living.end();
  });

  it("the file is removed by somebody -> it is made again, with the process's own notes", () => {
    const journal = sharedJournal(address, { folder });
    journal.write(declared);
    for (const file of files()) fs.rmSync(file);
    journal.read();
    const other = sharedJournal("127.0.0.1:4713", { folder });
    other.write(declared);
    const texts = files().map((file) => fs.readFileSync(file, "utf8"));
    expect(texts).to.have.length(2);
    for (const text of texts) expect(text).to.include('"declared"');
  });

  it("a folder that cannot be had, or is others' -> the own notes, and a problem that names it", () => {
    const open = join(folder, "open");
    fs.mkdirSync(open);
    fs.chmodSync(open, 0o777);
    fs.writeFileSync(join(folder, "file"), "");
    for (const bad of [open, join(folder, "file", "below")]) {
      const journal = sharedJournal(address, { folder: bad });
      journal.write(declared);
      expect(journal.read()).to.have.length(1);
      expect(journal.problem())
        .to.include(bad)
        .and.match(/PULUMI_HOME/);
    }
    expect(sharedJournal(address, { folder: join(folder, "new", "one") }).problem()).to.equal(
      undefined,
    );
  });
});
