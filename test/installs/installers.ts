// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A way in which a person installs the package into a program of theirs. */
export interface Installer {
  readonly name: string;
  /** What a person has to set for Node.js to find the packages. */
  readonly environment?: (folder: string) => NodeJS.ProcessEnv;
  /** Installs a tarball and an SDK into an empty folder; gives the folder of the program. */
  readonly install: (folder: string, tarball: string, sdk: string) => string;
}

const packages = (tarball: string, sdk: string) => ({
  "@pulumi/pulumi": sdk,
  "pulumi-opensearch-replication": `file:${tarball}`,
});

const write = (folder: string, files: Record<string, string | object>): void => {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    const text = typeof content === "string" ? content : JSON.stringify(content, null, 2);
    writeFileSync(join(folder, file), `${text}\n`);
  }
};

const run = (folder: string, command: string, ...args: string[]): void => {
  try {
    execFileSync(command, args, { cwd: folder, stdio: "pipe", env: environment });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: Buffer; stderr?: Buffer };
    throw new Error(
      `${command} ${args.join(" ")} failed:\n${stdout?.toString()}${stderr?.toString()}`,
      { cause: error },
    );
  }
};

// A folder in CI is new, and a manager that insists on its lock file would refuse it.
const environment = { ...process.env, CI: "", YARN_ENABLE_IMMUTABLE_INSTALLS: "false" };

const pnpm = ["npx", "--yes", "pnpm@10", "install"] as const;
const yarn = ["npx", "--yes", "--package", "@yarnpkg/cli-dist@4", "yarn", "install"] as const;

/** Into one folder, with what its manager is configured by. */
function intoOne(
  [command, ...args]: readonly [string, ...string[]],
  files: Record<string, string> = {},
): Installer["install"] {
  return (folder, tarball, sdk) => {
    const dependencies = packages(tarball, sdk);
    write(folder, { "package.json": { private: true, dependencies }, ...files });
    run(folder, command, ...args);
    return folder;
  };
}

function byYarn(nodeLinker: "node-modules" | "pnp"): Installer["install"] {
  const settings = `nodeLinker: ${nodeLinker}\nenableTelemetry: false`;
  // An empty lock file makes the folder a project of its own.
  return intoOne(yarn, { ".yarnrc.yml": settings, "yarn.lock": "" });
}

/** Those of the Node.js world that Pulumi knows. */
export const installers: readonly Installer[] = [
  { name: "npm", install: intoOne(["npm", "install", "--no-audit", "--no-fund"]) },
  {
    name: "pnpm, which keeps dependencies apart",
    install: intoOne(pnpm, { ".npmrc": "hoist=false" }),
  },
  {
    name: "a pnpm workspace whose library alone depends on the package",
    install: (folder, tarball, sdk) => {
      write(folder, {
        "pnpm-workspace.yaml": "packages: [program, library]",
        "package.json": { private: true },
        "program/package.json": {
          ...{ name: "program", private: true, main: "index.js" },
          dependencies: { "@pulumi/pulumi": sdk, library: "workspace:*" },
        },
        "library/package.json": {
          ...{ name: "library", version: "1.0.0", main: "index.js" },
          dependencies: packages(tarball, sdk),
        },
        "library/index.js": 'module.exports = require("pulumi-opensearch-replication");',
      });
      run(folder, ...pnpm);
      return join(folder, "program");
    },
  },
  { name: "Yarn 4 with node_modules", install: byYarn("node-modules") },
  {
    name: "Yarn 4 with Plug'n'Play",
    environment: (folder) => ({ NODE_OPTIONS: `--require ${join(folder, ".pnp.cjs")}` }),
    install: byYarn("pnp"),
  },
];
