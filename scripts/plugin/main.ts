// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildPlugin } from "./build";

const root = resolve(__dirname, "../..");

/** `npm run plugin`: the folder `plugin` of the npm package, and the archives of a release in `archives`. */
async function main(): Promise<void> {
  const { folder, archives } = await buildPlugin();
  for (const place of ["plugin", "archives"]) {
    rmSync(join(root, place), { recursive: true, force: true });
    mkdirSync(join(root, place));
  }
  for (const { name, text, isExecutable = true } of folder)
    writeFileSync(join(root, "plugin", name), text, { mode: isExecutable ? 0o755 : 0o644 });
  for (const [name, content] of archives) {
    writeFileSync(join(root, "archives", name), content);
    console.log(`archives/${name} ${content.length} bytes`);
  }
}

void main();
