// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { buildArguments, refuseGo } from "../../../sandbox/pulumi/build";
import { recipeOf } from "../../../sandbox/pulumi/recipe";
import { failed, said } from "./bench";

describe("The Go build of an engine", () => {
  it("accepts the Go that the modules ask for and a newer one", () => {
    expect(refuseGo(said("go version go1.25.11 linux/amd64"), [1, 25, 11])).to.equal(undefined);
    expect(refuseGo(said("go version go1.26 linux/amd64"), [1, 25, 11])).to.equal(undefined);
  });

  it("refuses an older Go by name", () => {
    expect(refuseGo(said("go version go1.24.3 linux/amd64"), [1, 25, 11])).to.equal(
      "Go on PATH is 1.24.3; 1.25.11 or newer is needed.",
    );
  });

  it("refuses a Go that does not run, with its last words", () => {
    expect(refuseGo(failed("cannot find GOROOT"), [1, 25, 0])).to.equal(
      "`go version` failed (cannot find GOROOT).",
    );
  });

  it("never changes the modules and tells the CLI its version", () => {
    const args = buildArguments("3.259.0", "/out/pulumi", "example.org/pulumi");
    expect(args).to.include.members(["build", "-mod=readonly", "-trimpath", "/out/pulumi"]);
    expect(args[args.indexOf("-ldflags") + 1]).to.match(/version\.Version=3\.259\.0$/);
    expect(args.at(-1)).to.equal("example.org/pulumi");
  });

  it("takes the CLI's version and the newest Go that is asked for from the go.mod files", () => {
    const cli = "go 1.25.11\nrequire (\n\tgithub.com/pulumi/pulumi/pkg/v3 v3.259.0\n)\n";
    expect(recipeOf([cli, "go 1.25\n"], ["a", "b"])).to.deep.equal({
      cliVersion: "3.259.0",
      oldestGo: [1, 25, 11],
      sums: ["a", "b"],
    });
  });
});
