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
  async function writer(note: object = { ...declared, urn: "b" }) {
    const code = `
      const { sharedJournal } = require(${JSON.stringify(module)});
      sharedJournal(${JSON.stringify(address)}, ${JSON.stringify(folder)}).write(${JSON.stringify(note)});
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
    const journal = sharedJournal(address, folder);
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
    const journal = sharedJournal(address, folder);
    journal.write({ ...declared, inputs });
    const [file = ""] = files();
    expect(fs.readFileSync(file, "utf8")).not.to.include("s3cret");
    expect(fs.statSync(file).mode & 0o777).to.equal(0o600);
    expect(journal.read()[0]).to.deep.include({ inputs });
  });

  it("passes over what a deployment has left that was killed, whose address it has by chance", async () => {
    const killed = await writer();
    await killed.end("SIGKILL");
    expect(files()).to.have.length(1);
    const journal = sharedJournal(address, folder);
    journal.write(declared);
    expect(journal.read().map(({ by }) => by)).to.deep.equal([String(process.pid)]);
  });

  it("tells for an hour what a killed deployment had begun, and nothing of one that lives", async () => {
    const clearing = { note: "clearing", name: "copy", host: "h" };
    const writing = await writer(clearing);
    const next = sharedJournal("127.0.0.1:4713", folder);
    expect(next.unfinished()).to.deep.equal([]);
    await writing.end("SIGKILL");
    expect(next.unfinished().map(({ note }) => note)).to.deep.equal(["clearing"]);
    const long = new Date(Date.now() - 2 * 3_600_000);
    for (const file of files()) fs.utimesSync(file, long, long);
    expect(next.unfinished()).to.deep.equal([]);
  });

  it("stays where a deployment has begun something and not ended it, and not for a follower of a rule", async () => {
    const failed = await writer({ note: "clearing", name: "copy", host: "h" });
    await failed.end();
    expect(files()).to.have.length(1);
    const next = sharedJournal("127.0.0.1:4713", folder);
    expect(next.unfinished().map(({ note }) => note)).to.deep.equal(["clearing"]);
    next.write({ note: "cleared", name: "copy", host: "h" });
    expect(sharedJournal("127.0.0.1:4714", folder).unfinished(), "once it is ended").to.deep.equal(
      [],
    );
    for (const file of files()) fs.rmSync(file);
    const stopping = await writer({ note: "stopped", name: "copy", host: "h" });
    await stopping.end();
    expect(files()).to.deep.equal([]);
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
    sharedJournal("127.0.0.1:4713", folder).write(declared);
    expect(files()).not.to.include(stale);
    expect(files()).to.have.length(2);
    await living.end();
  });

  it("follows no link, and reads nothing that others could have written", () => {
    const target = join(folder, "target");
    fs.writeFileSync(target, `${JSON.stringify({ ...declared, by: String(process.ppid) })}\n`);
    const probe = sharedJournal(address, folder);
    probe.write(declared);
    const [file = ""] = files().filter((name) => name.endsWith(".jsonl"));
    fs.rmSync(file);
    fs.symlinkSync(target, file);
    const journal = sharedJournal(address, folder);
    journal.write(declared);
    expect(journal.read(), "by the link").to.have.length(1);
    expect(fs.readFileSync(target, "utf8").split("\n")).to.have.length(2);
    fs.rmSync(file);
    fs.renameSync(target, file);
    fs.chmodSync(file, 0o666);
    expect(sharedJournal(address, folder).read(), "of a file that all may write").to.have.length(0);
  });

  it("has the process's own notes where no file is to be had", () => {
    const journal = sharedJournal(address, join(folder, "nowhere"));
    journal.write(declared);
    expect(journal.read()).to.have.length(1);
  });
});
