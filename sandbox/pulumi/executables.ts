// SPDX-License-Identifier: Apache-2.0
import { access, chmod, constants, copyFile, stat } from "node:fs/promises";
import { delimiter, resolve } from "node:path";

export function pathFolders(env: NodeJS.ProcessEnv): string[] {
  return (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
}

/** The first executable file of that name in the given folders. */
export async function find(name: string, folders: string[]): Promise<string | undefined> {
  for (const folder of folders) {
    const path = resolve(folder, name);
    if (await isExecutable(path)) {
      return path;
    }
  }
  return undefined;
}

/** Copies a script so that it can be run; not every npm keeps the mode of a package's files. */
export async function copyScript(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  await chmod(to, 0o755);
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
