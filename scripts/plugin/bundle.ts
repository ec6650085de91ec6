// SPDX-License-Identifier: Apache-2.0
import { build as bundle, type Plugin } from "esbuild";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");

/**
 * What is loaded when first needed (`createRequire(__filename)`) is invisible to a bundler; in the bundle it
 * is an ordinary `require`, which esbuild follows and still runs when first needed.
 */
const lateLoads: Plugin = {
  name: "late-loads",
  setup(build) {
    build.onLoad({ filter: /[\\/]provider[\\/].*\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8");
      if (!text.includes("const load = createRequire(__filename);")) return undefined;
      return { contents: text.replaceAll(/\bload\("/g, 'require("'), loader: "ts" };
    });
  },
};

/** A line that a shell runs and JavaScript takes for a text: with Node.js, else with Bun. */
const launcher = [
  "#!/bin/sh",
  `':' //; if command -v node >/dev/null 2>&1; then exec node "$0" "$@"; else exec bun "$0" "$@"; fi`,
].join("\n");

export interface Bundle {
  /** The provider plugin: one file that runs by itself, with Node.js or Bun on the machine. */
  readonly text: string;
  /** The folders below `node_modules` that are in it. */
  readonly packages: readonly string[];
}

/** Bundles the provider plugin into one file, the AWS credentials and all other dependencies included. */
export async function bundlePlugin(): Promise<Bundle> {
  const { outputFiles, metafile } = await bundle({
    absWorkingDir: root,
    entryPoints: [join("provider", "doors", "plugin", "main.ts")],
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    // Names stay, so that a stack tells something.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    plugins: [lateLoads],
    // Only for a service of gRPC that is not offered.
    external: ["@grpc/proto-loader"],
    logLevel: "error",
  });
  const code = outputFiles[0]?.text ?? "";
  return {
    text: `${launcher}\n${code.replace(/^"use strict";/, "")}`,
    packages: packagesIn(Object.keys(metafile.inputs)),
  };
}

function packagesIn(files: readonly string[]): string[] {
  const found = files.flatMap((file) => {
    const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(
      file.replaceAll("\\", "/"),
    )?.[0];
    return folder === undefined ? [] : [folder];
  });
  return [...new Set(found)].sort();
}
