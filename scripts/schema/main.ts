// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { format, resolveConfig } from "prettier";
import { packageSchema } from "./package";

/** Where the schema is kept; the plugin has it in itself. */
export const schemaFile = resolve(__dirname, "../../provider/schema.json");

/** The schema's text as the code has it now. */
export async function freshSchema(): Promise<string> {
  const options = await resolveConfig(schemaFile);
  return format(JSON.stringify(packageSchema()), { ...options, parser: "json" });
}

async function main(): Promise<void> {
  writeFileSync(schemaFile, await freshSchema());
}

if (require.main === module) void main();
