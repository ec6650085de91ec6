// SPDX-License-Identifier: Apache-2.0
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createFolder } from "../../../sandbox/pulumi/folder";
import { thrownBy } from "../../support/thrown-by";

describe("A folder made in one step", () => {
  let parent: string;
  let target: string;

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), "folder-test-"));
    target = join(parent, "target");
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  const write = (content: string) => (folder: string) => writeFile(join(folder, "file"), content);
  const content = () => readFile(join(target, "file"), "utf8");
  const answer = (usable: boolean) => () => Promise.resolve(usable);

  it("is in its place only when it is complete", async () => {
    await createFolder(
      target,
      async (folder) => {
        expect(await readdir(parent)).not.to.include("target");
        await write("mine")(folder);
      },
      answer(false),
    );
    expect(await content()).to.equal("mine");
    expect(await readdir(parent)).to.deep.equal(["target"]);
  });

  it("leaves nothing behind when it cannot be filled", async () => {
    const failing = createFolder(
      target,
      async (folder) => {
        await write("half")(folder);
        throw new Error("disk full");
      },
      answer(false),
    );
    expect((await thrownBy(failing)).message).to.equal("disk full");
    expect(await readdir(parent)).to.deep.equal([]);
  });

  it("gives way to a usable folder that somebody else was faster to make", async () => {
    await createFolder(
      target,
      async (folder) => {
        await write("mine")(folder);
        await mkdir(target);
        await write("theirs")(target);
      },
      answer(true),
    );
    expect(await content()).to.equal("theirs");
    expect(await readdir(parent)).to.deep.equal(["target"]);
  });

  it("takes the place of a folder that cannot be used", async () => {
    await mkdir(target);
    await write("broken")(target);
    await createFolder(target, write("mine"), answer(false));
    expect(await content()).to.equal("mine");
    expect(await readdir(parent)).to.deep.equal(["target"]);
  });
});
