// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { readFile, realpath, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { cliVersion } from "./candidate";
import { CLI, type Engine, engineIn, LANGUAGE_HOST, PROVIDER_SCRIPT } from "./engine";
import { copyScript, find, pathFolders } from "./executables";
import { createFolder } from "./folder";
import type { Machine } from "./machine";

interface Parts {
  cli: string;
  languageHost: string;
  /** Undefined when only the Node SDK has one. */
  script: string | undefined;
}

/** The engine whose CLI is the `pulumi` on PATH; an error says why there is none. */
export async function engineOnPath(machine: Machine): Promise<Engine> {
  const folders = pathFolders(machine.env);
  const cli = await find(CLI, folders);
  if (!cli) {
    throw new Error(`There is no \`${CLI}\` on PATH.`);
  }
  const version = await cliVersion(cli, machine);
  const near = [dirname(cli), dirname(await realpath(cli)), ...folders];
  const languageHost = await find(LANGUAGE_HOST, near);
  if (!languageHost) {
    throw new Error(`There is no \`${LANGUAGE_HOST}\` beside ${cli} or on PATH.`);
  }
  const script = await find(PROVIDER_SCRIPT, near);
  const directory = await linkedFolder({ cli, languageHost, script }, machine);
  return engineIn(directory, version, "path", machine.env);
}

// The CLI's own folder put first on PATH could hide, say, the `node` that the user chose.
async function linkedFolder(parts: Parts, machine: Machine): Promise<string> {
  const content = parts.script ?? (await readFile(machine.providerScript, "utf8"));
  const name = createHash("sha256")
    .update(JSON.stringify([parts.cli, parts.languageHost, content]))
    .digest("hex")
    .slice(0, 12);
  const folder = join(machine.state, "engine", name);
  const isUsable = () => isComplete(folder);
  if (!(await isUsable())) {
    await createFolder(folder, (prepared) => link(parts, prepared, machine), isUsable);
  }
  return folder;
}

async function link(parts: Parts, folder: string, machine: Machine): Promise<void> {
  await symlink(parts.cli, join(folder, CLI));
  await symlink(parts.languageHost, join(folder, LANGUAGE_HOST));
  const script = join(folder, PROVIDER_SCRIPT);
  await (parts.script ? symlink(parts.script, script) : copyScript(machine.providerScript, script));
}

async function isComplete(folder: string): Promise<boolean> {
  const found = [CLI, LANGUAGE_HOST, PROVIDER_SCRIPT].map((name) => find(name, [folder]));
  return (await Promise.all(found)).every((path) => path !== undefined);
}
