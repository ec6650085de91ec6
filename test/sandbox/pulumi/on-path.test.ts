// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile, readlink, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { obtainEngine } from "../../../sandbox/pulumi/obtain";
import { engineOnPath } from "../../../sandbox/pulumi/on-path";
import { thrownBy } from "../../support/thrown-by";
import { type Bench, executable, newBench, said } from "./bench";

describe("The engine on PATH", () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await newBench();
  });
  afterEach(() => bench.remove());

  const onPath = (name: string) => executable(join(bench.path, name));

  it("is taken before any other", async () => {
    await onPath("pulumi");
    await onPath("pulumi-language-nodejs");
    const engine = await obtainEngine(bench.machine);
    expect(engine).to.include({ origin: "path", version: "3.259.0" });
    expect(bench.ran).to.deep.equal(["pulumiVersion"]);
  });

  it("is in a folder of its own, completed by the script of the Node SDK", async () => {
    await onPath("pulumi");
    await onPath("pulumi-language-nodejs");
    const { directory } = await engineOnPath(bench.machine);
    expect(directory.startsWith(bench.machine.state)).to.equal(true);
    expect(await readlink(join(directory, "pulumi"))).to.equal(join(bench.path, "pulumi"));
    const script = join(directory, "pulumi-resource-pulumi-nodejs");
    expect(await readFile(script, "utf8")).to.contain("from the SDK");
    expect((await stat(script)).mode & 0o111).to.equal(0o111);
  });

  it("keeps the script that is there already", async () => {
    await onPath("pulumi");
    await onPath("pulumi-language-nodejs");
    await onPath("pulumi-resource-pulumi-nodejs");
    const { directory } = await engineOnPath(bench.machine);
    expect(await readlink(join(directory, "pulumi-resource-pulumi-nodejs"))).to.equal(
      join(bench.path, "pulumi-resource-pulumi-nodejs"),
    );
  });

  it("uses the same folder again", async () => {
    await onPath("pulumi");
    await onPath("pulumi-language-nodejs");
    const first = await engineOnPath(bench.machine);
    const second = await engineOnPath(bench.machine);
    expect(second.directory).to.equal(first.directory);
    expect(await readdir(join(bench.machine.state, "engine"))).to.have.lengthOf(1);
  });

  it("may have its language host beside the file that a link on PATH leads to", async () => {
    const real = join(bench.path, "..", "opt", "pulumi");
    await executable(join(real, "pulumi"));
    await executable(join(real, "pulumi-language-nodejs"));
    await symlink(join(real, "pulumi"), join(bench.path, "pulumi"));
    expect((await engineOnPath(bench.machine)).origin).to.equal("path");
  });

  it("is refused without a language host", async () => {
    await onPath("pulumi");
    expect((await thrownBy(engineOnPath(bench.machine))).message).to.match(
      /^There is no `pulumi-language-nodejs` beside .* or on PATH\.$/,
    );
  });

  it("is refused when it is too old, and its version stays in the last error", async () => {
    await onPath("pulumi");
    await onPath("pulumi-language-nodejs");
    bench.commands.pulumiVersion = () => said("v3.100.2\n");
    expect((await thrownBy(obtainEngine(bench.machine))).message).to.contain(
      "pulumi is version 3.100.2, and 3.216.0 or newer",
    );
    expect(bench.ran).to.deep.equal(["pulumiVersion", "installer"]);
  });

  it("is asked for its version without touching the user's Pulumi home", async () => {
    await onPath("pulumi");
    await onPath("pulumi-language-nodejs");
    bench.commands.pulumiVersion = (_args, { env }) => {
      expect(env.PULUMI_HOME).to.equal(join(bench.machine.state, "pulumi-home"));
      return said("v3.216.0\n");
    };
    expect((await engineOnPath(bench.machine)).version).to.equal("3.216.0");
  });
});
