// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { failureMessage } from "../../../sandbox/pulumi/failure";

describe("The message when no engine can be had", () => {
  it("says why each way failed and what to install", () => {
    const attempts = [
      { way: "PATH", error: new Error("There is no `pulumi` on PATH.") },
      { way: "Installer", error: new Error("No network.") },
      { way: "Go build", error: new Error("It failed:\nfirst line\nsecond line") },
    ];
    expect(failureMessage(attempts, [1, 25, 11]).split("\n")).to.deep.equal([
      "No Pulumi engine could be found, installed or built:",
      "  PATH: There is no `pulumi` on PATH.",
      "  Installer: No network.",
      "  Go build: It failed:",
      "    first line",
      "    second line",
      "Install the Pulumi CLI 3.216.0 or newer (https://www.pulumi.com/docs/install/),",
      "or Go 1.25.11 or newer to have it built, and put it on PATH.",
    ]);
  });
});
