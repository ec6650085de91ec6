// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { engineIn } from "../../../sandbox/pulumi/engine";

describe("The environment of an engine", () => {
  const engine = engineIn("/engine", "3.259.0", "built", { PATH: "/own", HOME: "/home/me" });

  it("has the engine's folder first on PATH and no check for updates", () => {
    expect(engine.environment({ PATH: "/bin", LANG: "C" })).to.deep.equal({
      PATH: "/engine:/bin",
      LANG: "C",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    });
  });

  it("starts from the environment in which the engine was looked for", () => {
    expect(engine.environment()).to.include({ PATH: "/engine:/own", HOME: "/home/me" });
  });

  it("does not put the current folder on PATH where there was no PATH", () => {
    expect(engine.environment({}).PATH).to.equal("/engine");
  });
});
