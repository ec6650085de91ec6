// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { packageName } from "../../provider/doors/plugin/kinds";
import { archive, type ArchivedFile } from "./archive";
import { bundlePlugin } from "./bundle";
import { notices } from "./notices";

const root = resolve(__dirname, "../..");

/** What the engine looks for. */
export const executable = `pulumi-resource-${packageName}`;

/** The systems that a release has an archive for; the files are the same, but for the launcher of Windows. */
const systems = ["linux-amd64", "linux-arm64", "darwin-amd64", "darwin-arm64", "windows-amd64"];

/** Windows runs no file by its first line. */
const windowsLauncher: ArchivedFile = {
  name: `${executable}.cmd`,
  text: `@node "%~dp0${executable}" %*\r\n`,
};

/** Lets `pulumi package add` take the folder in the npm package; an archive must not have it. */
const folderFile: ArchivedFile = {
  name: "PulumiPlugin.yaml",
  text: "runtime: nodejs\n",
  isExecutable: false,
};

export interface BuiltPlugin {
  /** The files of the folder `plugin` in the npm package. */
  readonly folder: readonly ArchivedFile[];
  /** The archives of a release, and the file with their checksums, by name. */
  readonly archives: ReadonlyMap<string, Buffer>;
}

/** Builds the plugin: the same sources and dependencies give the same bytes. */
export async function buildPlugin(): Promise<BuiltPlugin> {
  const { text, packages } = await bundlePlugin();
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    version: string;
  };
  const licence = readFileSync(join(root, "LICENSE"), "utf8");
  const files: readonly ArchivedFile[] = [
    { name: executable, text },
    { name: "LICENSE", text: licence, isExecutable: false },
    { name: "THIRD-PARTY-NOTICES", text: notices(packages), isExecutable: false },
  ];
  const archives = new Map(
    systems.map((system) => [
      `${executable}-v${version}-${system}.tar.gz`,
      archive(system.startsWith("windows") ? [...files, windowsLauncher] : files),
    ]),
  );
  archives.set("SHA256SUMS", Buffer.from(checksums(archives)));
  return { folder: [...files, windowsLauncher, folderFile], archives };
}

/** As `sha256sum --check` reads them. */
function checksums(archives: ReadonlyMap<string, Buffer>): string {
  const sum = (content: Buffer): string => createHash("sha256").update(content).digest("hex");
  return [...archives].map(([name, content]) => `${sum(content)}  ${name}\n`).join("");
}
