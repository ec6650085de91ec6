#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
import { createRequire } from "node:module";
import { systemClock } from "../waiting/clock";
import { readCommandLine, UsageError } from "./command-line";
import { generate } from "./generate/generate";
import { help } from "./help";
import { sentenceOf } from "./status/look";
import { status, type Terminal } from "./status/status";

async function main(): Promise<number> {
  const line = readCommandLine(process.argv.slice(2), process.env);
  const { stdout } = process;
  const ended = new AbortController();
  if (line.options.watch)
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => ended.abort());
  // Whoever reads it has seen enough.
  stdout.on("error", () => process.exit());
  const hasColours = stdout.isTTY && stdout.hasColors() && process.env["NO_COLOR"] === undefined;
  const terminal: Terminal = {
    ...{ hasColours, clock: systemClock, signal: ended.signal },
    get width() {
      return stdout.isTTY ? stdout.columns : undefined;
    },
    get height() {
      return stdout.isTTY ? stdout.rows : undefined;
    },
    write: (text) => void stdout.write(text),
    input,
  };
  switch (line.command) {
    case "help":
      terminal.write(help);
      return 0;
    case "version":
      terminal.write(`${version()}\n`);
      return 0;
    case "status": {
      const code = await status(line, terminal);
      // A look that is under way would hold the process.
      return ended.signal.aborted ? process.exit(code) : code;
    }
    case "generate":
      return generate(line, version(), terminal);
  }
}

async function input(): Promise<string> {
  if (process.stdin.isTTY)
    throw new UsageError("--stack reads a stack: pulumi stack export | … status --stack");
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

function version(): string {
  // Compiled, the package stands one folder above.
  return (createRequire(__filename)("../../package.json") as { version: string }).version;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const isUsage = error instanceof UsageError;
    console.error(sentenceOf(error));
    if (isUsage)
      console.error("pulumi-opensearch-replication --help lists the commands and options.");
    process.exitCode = 2;
  },
);
