// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import {
  compare,
  goDirective,
  isSuitableCli,
  parseCliVersion,
  parseGoVersion,
  requiredVersion,
} from "../../../sandbox/pulumi/versions";

describe("The versions around a Pulumi engine", () => {
  it("are read from `pulumi version`, with or without the v", () => {
    expect(parseCliVersion("v3.259.0\n")).to.deep.equal([3, 259, 0]);
    expect(parseCliVersion("3.216.1")).to.deep.equal([3, 216, 1]);
  });

  it("count a pre-release as the release it leads to", () => {
    expect(parseCliVersion("v3.260.0-alpha.1234+abc")).to.deep.equal([3, 260, 0]);
  });

  it("are undefined for an answer that names none", () => {
    expect(parseCliVersion("usage: pulumi COMMAND")).to.equal(undefined);
    expect(parseGoVersion("command not found")).to.equal(undefined);
  });

  it("are read from `go version`, with or without a patch number", () => {
    expect(parseGoVersion("go version go1.26.8 linux/amd64")).to.deep.equal([1, 26, 8]);
    expect(parseGoVersion("go version go1.26rc1 darwin/arm64")).to.deep.equal([1, 26, 0]);
  });

  it("are read from a go.mod", () => {
    const goMod = "module x\n\ngo 1.25.11\n\nrequire (\n\texample.org/a/v3 v3.4.5 // indirect\n)\n";
    expect(goDirective(goMod)).to.deep.equal([1, 25, 11]);
    expect(requiredVersion(goMod, "example.org/a/v3")).to.deep.equal([3, 4, 5]);
    expect(() => requiredVersion(goMod, "example.org/b")).to.throw("no version of example.org/b");
  });

  it("are ordered by number, not by letter", () => {
    expect(compare([3, 99, 0], [3, 216, 0])).to.be.below(0);
    expect(compare([3, 216, 10], [3, 216, 9])).to.be.above(0);
    expect(compare([3, 216, 0], [3, 216, 0])).to.equal(0);
  });

  it("suit from 3.216.0 up to the next major version", () => {
    expect(isSuitableCli([3, 215, 9])).to.equal(false);
    expect(isSuitableCli([3, 216, 0])).to.equal(true);
    expect(isSuitableCli([3, 300, 0])).to.equal(true);
    expect(isSuitableCli([4, 0, 0])).to.equal(false);
  });
});
