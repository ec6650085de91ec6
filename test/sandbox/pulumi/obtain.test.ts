// SPDX-License-Identifier: Apache-2.0
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { obtainEngine } from "../../../sandbox/pulumi/obtain";
import { thrownBy } from "../../support/thrown-by";
import { type Bench, executable, failed, newBench, said } from "./bench";
import { steppedClock } from "./stepped-clock";

describe("Obtaining an engine without one on PATH", () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await newBench();
    await executable(join(bench.path, "go"));
  });
  afterEach(() => bench.remove());

  it("installs one and builds none", async () => {
    bench.commands.installer = async (args) => {
      const bin = join(args.at(-2) ?? "", "bin");
      await executable(join(bin, "pulumi"));
      await executable(join(bin, "pulumi-language-nodejs"));
      return said("");
    };
    const engine = await obtainEngine(bench.machine);
    expect(engine).to.include({ origin: "installed", version: "3.259.0" });
    expect(bench.ran).not.to.include("goBuild");
    expect(await readdir(engine.directory)).to.have.members([
      "pulumi",
      "pulumi-language-nodejs",
      "pulumi-resource-pulumi-nodejs",
    ]);
  });

  it("builds one when the installer fails", async () => {
    const engine = await obtainEngine(bench.machine);
    expect(engine.origin).to.equal("built");
    expect(bench.ran.filter((name) => name !== "pulumiVersion")).to.deep.equal([
      "installer",
      "goVersion",
      "goBuild",
      "goBuild",
    ]);
    expect(bench.lines).to.include(
      "Installer: The installer failed: the download host cannot be reached.",
    );
    expect(await readdir(bench.engines)).to.have.lengthOf(1);
  });

  it("builds one when the installer leaves an engine that does not work", async () => {
    bench.commands.installer = () => said("");
    expect((await obtainEngine(bench.machine)).origin).to.equal("built");
    expect(await readdir(bench.engines)).to.have.lengthOf(1);
  });

  it("downloads no other Go and builds in no workspace", async () => {
    const build = bench.commands.goBuild;
    bench.commands.goBuild = (args, options) => {
      expect(options.env).to.include({ GOTOOLCHAIN: "local", GOWORK: "off", CGO_ENABLED: "0" });
      return build(args, options);
    };
    await obtainEngine(bench.machine);
  });

  it("takes the cached one the next time and remembers how it came there", async () => {
    const first = await obtainEngine(bench.machine);
    bench.ran.length = 0;
    const second = await obtainEngine(bench.machine);
    expect(second).to.include({ directory: first.directory, origin: "built" });
    expect(bench.ran).to.deep.equal(["pulumiVersion"]);
  });

  it("replaces a cached one that does not work", async () => {
    const { directory } = await obtainEngine(bench.machine);
    const build = bench.commands.pulumiVersion;
    let answers = 0;
    bench.commands.pulumiVersion = (args, options) =>
      answers++ === 0 ? failed("bad executable") : build(args, options);
    expect((await obtainEngine(bench.machine)).directory).to.equal(directory);
    expect(bench.lines.join("\n")).to.contain("is unusable").and.to.contain("bad executable");
  });

  it("shows that a build goes on and how long it took", async () => {
    const clock = steppedClock();
    bench.machine.clock = clock;
    const build = bench.commands.goBuild;
    bench.commands.goBuild = async (args, options) => {
      await clock.step();
      return build(args, options);
    };
    await obtainEngine(bench.machine);
    const building = bench.lines.findIndex((line) => line.startsWith("Building the Pulumi CLI"));
    expect(bench.lines.slice(building, -1)).to.deep.equal([
      "Building the Pulumi CLI from Go modules; this takes about ten minutes the first time…",
      "  still building after 30 s",
      "  still building after 1 min 0 s",
      "Built in 1 min 0 s.",
    ]);
    expect(clock.sleepers()).to.equal(0);
  });

  it("leaves nothing behind when a build is interrupted", async () => {
    bench.commands.goBuild = async (args) => {
      await executable(args[args.indexOf("-o") + 1] ?? "");
      bench.interrupt();
      return said("");
    };
    expect((await thrownBy(obtainEngine(bench.machine))).message).to.equal(
      "Interrupted by SIGINT.",
    );
    expect(await readdir(bench.engines)).to.deep.equal([]);
  });

  it("tries nothing more when the installer is interrupted", async () => {
    bench.commands.installer = () => {
      bench.interrupt();
      return failed("");
    };
    await thrownBy(obtainEngine(bench.machine));
    expect(bench.ran).to.deep.equal(["installer"]);
    expect(await readdir(bench.engines)).to.deep.equal([]);
  });

  it("serves two that build at the same time with one engine", async () => {
    const engines = await Promise.all([obtainEngine(bench.machine), obtainEngine(bench.machine)]);
    expect(engines[0].directory).to.equal(engines[1].directory);
    expect(await readdir(bench.engines)).to.have.lengthOf(1);
  });
});
