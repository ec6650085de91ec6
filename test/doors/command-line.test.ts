// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { isDestroyCommand } from "../../provider/doors/process/command-line";

describe("the command line of the CLI", () => {
  for (const line of [
    "pulumi destroy --yes --run-program",
    "/usr/local/bin/pulumi down",
    "pulumi -C infra dn",
    "pulumi --color never --non-interactive destroy -s dev",
    "pulumi.exe --cwd=infra destroy",
  ])
    it(`${line} -> a destroy`, () => {
      expect(isDestroyCommand(line.split(" "))).to.equal(true);
    });

  for (const line of [
    "pulumi up --yes -m destroy",
    "pulumi -C destroy up",
    "pulumi up -s down",
    "pulumi preview --message down",
    "node destroy",
    "pulumi",
  ])
    it(`${line} -> none`, () => {
      expect(isDestroyCommand(line.split(" "))).to.equal(false);
    });
});
