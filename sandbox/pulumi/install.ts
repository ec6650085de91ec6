// SPDX-License-Identifier: Apache-2.0
import { createRequire } from "node:module";
import { PulumiCommand, type PulumiCommandOptions } from "@pulumi/pulumi/automation";

type CliVersion = NonNullable<PulumiCommandOptions["version"]>;

/** A program of its own, so that the installer can be ended: `install.ts ROOT VERSION`. */
async function main(): Promise<void> {
  const [root, version] = process.argv.slice(2);
  if (root === undefined || version === undefined) {
    throw new Error("Pass the folder to install into and the version.");
  }
  // The SDK wants an object of the class that it loaded itself.
  const { SemVer } = createRequire(require.resolve("@pulumi/pulumi"))("semver") as {
    SemVer: new (version: string) => CliVersion;
  };
  await PulumiCommand.install({ root, version: new SemVer(version) });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
