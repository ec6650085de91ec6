// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { resolve } from "node:path";
import { gapsIn } from "../../scripts/docs/completeness";
import { open, read } from "../../scripts/docs/public-api";

describe("the docstrings of the public API", () => {
  it("are complete", () => {
    expect(open().exported.size).to.be.at.least(30);
    expect(gapsIn(open())).to.deep.equal([]);
  });

  it("are found incomplete, gap by gap", () => {
    expect(gapsIn(read(resolve(__dirname, "fixtures/gaps.ts")))).to.have.members([
      "ThingArgs has no @see",
      "ThingArgs has no @throws",
      "ThingArgs.size names no default",
      "ThingArgs.fast does not say what a change does",
      "ThingArgs.tempo does not say what it counts",
      "ThingArgs.bare has no sentence",
      "ThingArgs.bare names no default",
      "ThingArgs.bare does not say what a change does",
      "Thing has no @example",
      "Thing has no @see",
      "Thing has no @throws",
      "Thing.name has no sentence",
      "Thing.read has no @throws",
      "GetThingArgs.name names no default",
    ]);
  });
});
