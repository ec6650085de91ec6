// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { execFileSync } from "node:child_process";

/** The packages that are loaded when a module of the provider is. */
function loadedWith(module: string): string[] {
  const program = `
    require(${JSON.stringify(require.resolve(`../../provider/${module}`))});
    const names = Object.keys(require.cache).flatMap((file) => file.match(/node_modules\\/((?:@[^/]+\\/)?[^/]+)/)?.[1] ?? []);
    console.log(JSON.stringify([...new Set(names)]));`;
  const output = execFileSync(process.execPath, ["--import=tsx", "-e", program]);
  return JSON.parse(output.toString()) as string[];
}

describe("what takes a while to load", () => {
  for (const module of ["index", "handlers"]) {
    it(`is loaded by ${module} only when a call needs it`, () => {
      const loaded = loadedWith(module);
      expect(loaded).to.include("@pulumi/pulumi");
      for (const name of ["axios", "ajv", "aws4", "@aws-sdk"]) {
        expect(loaded).not.to.include(name);
      }
    });
  }
});
