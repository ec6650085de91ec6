// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from "node:util";

/** What the command line asks for. */
export interface Options {
  readonly command: "up" | "down";
  /** The release of OpenSearch, which is the tag of the image. */
  readonly release: string;
  /** Whether the security plugin is on: TLS, users and roles. */
  readonly security: boolean;
  /** Where to append the variables, instead of printing them. */
  readonly envFile: string | undefined;
}

export const usage =
  "Usage: npm run clusters:up -- [--release 3.4.0] [--security on|off] [--env-file FILE], npm run clusters:down";

/** Reads the command line; whatever is wrong with it is said with the usage. */
export function readOptions(args: string[]): Options {
  // The npm script puts a `--` in front: Node.js 20 takes an `--env-file` anywhere else for its own.
  const { positionals, values } = parsed(args.filter((arg) => arg !== "--"));
  const [command, ...more] = positionals;
  if ((command !== "up" && command !== "down") || more.length > 0) throw new Error(usage);
  const { release = "3.4.0", security = "on", "env-file": envFile } = values;
  if (!/^\d+\.\d+\.\d+$/.test(release)) {
    throw new Error(`--release must be a version such as 3.4.0, not "${release}". ${usage}`);
  }
  if (security !== "on" && security !== "off") {
    throw new Error(`--security must be on or off, not "${security}". ${usage}`);
  }
  return { command, release, security: security === "on", envFile };
}

function parsed(args: string[]) {
  const text = { type: "string" } as const;
  const options = { release: text, security: text, "env-file": text };
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${reason} ${usage}`, { cause: error });
  }
}
