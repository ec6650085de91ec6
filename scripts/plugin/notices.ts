// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");

/** The licences of the packages that are in the plugin. */
export function notices(packages: readonly string[]): string {
  return packages.map(noticeOf).join(`\n${"-".repeat(78)}\n\n`);
}

function noticeOf(folder: string): string {
  const path = join(root, folder);
  const { name, version, license } = JSON.parse(
    readFileSync(join(path, "package.json"), "utf8"),
  ) as Readonly<Record<string, string>>;
  const files = readdirSync(path).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
  const texts = files.sort().map((file) => readFileSync(join(path, file), "utf8").trim());
  return [`${name} ${version} (${license})`, ...texts].join("\n\n") + "\n";
}
