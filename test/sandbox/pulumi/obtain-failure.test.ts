// SPDX-License-Identifier: Apache-2.0
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { obtainEngine } from "../../../sandbox/pulumi/obtain";
import { thrownBy } from "../../support/thrown-by";
import { type Bench, executable, failed, newBench, said } from "./bench";

describe("Failing to obtain an engine", () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await newBench();
  });
  afterEach(() => bench.remove());

  const message = async () => (await thrownBy(obtainEngine(bench.machine))).message;

  it("names a missing CLI, the installer's reason and a missing Go in one error", async () => {
    expect(await message())
      .to.contain("PATH: There is no `pulumi` on PATH.")
      .and.to.contain("Installer: The installer failed: the download host cannot be reached.")
      .and.to.contain("Go build: There is no `go` on PATH; Go 1.26.6 or newer is needed.")
      .and.to.contain("https://www.pulumi.com/docs/install/");
    expect(await readdir(bench.engines)).to.deep.equal([]);
  });

  it("names a Go that is too old, and does not build with it", async () => {
    await executable(join(bench.path, "go"));
    bench.commands.goVersion = () => said("go version go1.24.0 linux/amd64\n");
    expect(await message()).to.contain("Go on PATH is 1.24.0; 1.26.6 or newer is needed.");
    expect(bench.ran).not.to.include("goBuild");
  });

  it("shows the last lines of a build that failed and leaves nothing of it", async () => {
    await executable(join(bench.path, "go"));
    const lines = ["one", "two", "three", "four", "five", "six"];
    bench.commands.goBuild = () => failed(lines.join("\n"));
    expect(await message())
      .to.contain("two\n    three\n    four\n    five\n    six\n")
      .and.not.to.contain("one\n");
    expect(await readdir(bench.engines)).to.deep.equal([]);
  });

  it("names a cache that cannot be written", async () => {
    await executable(join(bench.path, "go"));
    await mkdir(join(bench.engines, "../.."), { recursive: true });
    await executable(join(bench.engines, ".."));
    expect(await message()).to.match(/Installer: E\w+.*\n.*Go build: E/);
  });
});
