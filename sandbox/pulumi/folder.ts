// SPDX-License-Identifier: Apache-2.0
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Makes a folder that is there completely or not at all: it is filled beside its place and then
 * renamed. When another process was faster, its folder stays if it is usable.
 */
export async function createFolder(
  target: string,
  fill: (folder: string) => Promise<void>,
  isUsable: () => Promise<boolean>,
): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const prepared = await mkdtemp(join(dirname(target), ".preparing-"));
  try {
    await fill(prepared);
    await moveInto(target, prepared, isUsable);
  } finally {
    await rm(prepared, { recursive: true, force: true });
  }
}

async function moveInto(
  target: string,
  prepared: string,
  isUsable: () => Promise<boolean>,
): Promise<void> {
  try {
    await rename(prepared, target);
  } catch (error) {
    if (!isOccupied(error)) {
      throw error;
    }
    if (!(await isUsable())) {
      await rm(target, { recursive: true, force: true });
      await rename(prepared, target);
    }
  }
}

function isOccupied(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOTEMPTY" || code === "EEXIST";
}
