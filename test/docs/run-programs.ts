// SPDX-License-Identifier: Apache-2.0
// node --import tsx run-programs.ts FILE… : runs each Pulumi program in a preview under mocks, and prints what
// has failed, by file, as JSON.
import * as pulumi from "@pulumi/pulumi";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const failures: string[] = [];
/** Ends the wait for a program: a resource that was refused is never done. */
let stopWaiting = (): void => undefined;
process.on("unhandledRejection", (reason) => {
  failures.push(messageOf(reason));
  stopWaiting();
});

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}

const asked = /\.(?:require|get)(?:Secret)?(Object|Number|Boolean)?(?:<[^>]*>)?\("(\w+)"/g;
const ofKind: Record<string, string> = {
  Object: '["orders","customers"]',
  Number: "3",
  Boolean: "true",
};

/** A value for everything that the program takes from its configuration. */
function configurationOf(file: string): Record<string, string> {
  const found = [...readFileSync(file, "utf8").matchAll(asked)];
  return Object.fromEntries(
    found.map(([, kind = "", key = ""]) => [`docs:${key}`, ofKind[kind] ?? textFor(key)]),
  );
}

function textFor(key: string): string {
  if (key.endsWith("Url")) return "https://follower.example.com:9200";
  return key.endsWith("Seed") ? "leader.example.com:9300" : "text";
}

/** What has failed in the program; how many resources it has registered. */
async function run(file: string): Promise<{ failures: string[]; resources: number }> {
  failures.length = 0;
  let resources = 0;
  const refused = new Promise<void>((resolve) => (stopWaiting = resolve));
  pulumi.runtime.resetOptions("docs", "dev", -1, "", "", true, "");
  await pulumi.runtime.setMocks(
    {
      call: ({ inputs }) => inputs as object,
      newResource: ({ inputs, id, name }) => {
        resources++;
        return { id: id ?? `${name}-id`, state: inputs as object };
      },
    },
    "docs",
    "dev",
    true,
  );
  pulumi.runtime.setAllConfig(configurationOf(file));
  try {
    await import(pathToFileURL(file).href);
    await Promise.race([pulumi.runtime.disconnect(), refused]);
  } catch (error) {
    failures.push(messageOf(error));
  }
  // A rejection counts as unhandled a turn of the loop later.
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
  return { failures: [...new Set(failures)], resources };
}

async function main(): Promise<void> {
  const results: Record<string, unknown> = {};
  for (const file of process.argv.slice(2)) results[file] = await run(file);
  process.stdout.write(`\n${JSON.stringify(results)}\n`);
  process.exit(0);
}

void main();
