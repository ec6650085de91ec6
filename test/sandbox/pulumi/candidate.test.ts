// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { judgeCli } from "../../../sandbox/pulumi/candidate";
import { failed, said } from "./bench";

describe("The verdict about a Pulumi CLI", () => {
  it("is its version when it can be used", () => {
    expect(judgeCli("/bin/pulumi", said("v3.216.0\n"))).to.deep.equal({ version: "3.216.0" });
  });

  it("is a refusal that names the version when it is too old", () => {
    expect(judgeCli("/bin/pulumi", said("v3.215.0\n"))).to.deep.equal({
      refusal: "/bin/pulumi is version 3.215.0, and 3.216.0 or newer below 4.0.0 is needed.",
    });
  });

  it("is a refusal with its last words when it does not run", () => {
    expect(judgeCli("/bin/pulumi", failed("trying\nbroken library\n\n"))).to.deep.equal({
      refusal: "`/bin/pulumi version` failed (broken library).",
    });
  });

  it("is a refusal with its answer when that is no version", () => {
    expect(judgeCli("/bin/pulumi", said("hello\n"))).to.deep.equal({
      refusal: "`/bin/pulumi version` failed (hello).",
    });
  });

  it("is a refusal when it says nothing at all", () => {
    expect(judgeCli("/bin/pulumi", said(""))).to.deep.equal({
      refusal: "`/bin/pulumi version` failed.",
    });
  });
});
