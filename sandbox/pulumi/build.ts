// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";
import { fillCache, type Places } from "./cache";
import { CLI, type Engine, LANGUAGE_HOST } from "./engine";
import { find, pathFolders } from "./executables";
import type { Machine } from "./machine";
import { duration, withProgress } from "./progress";
import { MODULES, type Recipe } from "./recipe";
import { lastLines, type Outcome } from "./run";
import { compare, parseGoVersion, text, type Version } from "./versions";

const PROGRAMS = [
  {
    name: LANGUAGE_HOST,
    module: MODULES.languageHost,
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
  },
  { name: CLI, module: MODULES.cli, package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi" },
] as const;

const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
const REPORT_INTERVAL = 30_000;

/** Builds the engine into the cache; an error says why it cannot. */
export async function buildEngine(
  folder: string,
  recipe: Recipe,
  machine: Machine,
): Promise<Engine> {
  await requireGo(recipe.oldestGo, machine);
  machine.log(
    "Building the Pulumi CLI from Go modules; this takes about ten minutes the first time…",
  );
  const start = machine.clock.now();
  const engine = await withProgress(
    () => fillCache(folder, "built", machine, (places) => buildInto(places, recipe, machine)),
    REPORT_INTERVAL,
    machine.clock,
    (elapsed) => machine.log(`  still building after ${duration(elapsed)}`),
  );
  machine.log(`Built in ${duration(machine.clock.now() - start)}.`);
  return engine;
}

/** Why the answer of `go version` rules a build out, undefined when it does not. */
export function refuseGo(answer: Outcome, oldest: Version): string | undefined {
  const version = parseGoVersion(answer.output);
  if (answer.code !== 0 || !version) {
    return `\`go version\` failed (${lastLines(answer.errors || answer.output, 1)}).`;
  }
  return compare(version, oldest) < 0
    ? `Go on PATH is ${text(version)}; ${text(oldest)} or newer is needed.`
    : undefined;
}

export function buildArguments(version: string, output: string, mainPackage: string): string[] {
  const linker = `-s -w -X ${VERSION_VARIABLE}=${version}`;
  return ["build", "-mod=readonly", "-trimpath", "-ldflags", linker, "-o", output, mainPackage];
}

async function requireGo(oldest: Version, machine: Machine): Promise<void> {
  if (!(await find("go", pathFolders(machine.env)))) {
    throw new Error(`There is no \`go\` on PATH; Go ${text(oldest)} or newer is needed.`);
  }
  const { signal } = machine;
  const answer = await machine.run("go", ["version"], { env: goEnvironment(machine.env), signal });
  const refusal = refuseGo(answer, oldest);
  if (refusal) {
    throw new Error(refusal);
  }
}

async function buildInto(
  { root, temporary }: Places,
  recipe: Recipe,
  machine: Machine,
): Promise<void> {
  for (const program of PROGRAMS) {
    const output = join(root, "bin", program.name);
    const args = buildArguments(recipe.cliVersion, output, program.package);
    const outcome = await machine.run("go", args, {
      env: { ...goEnvironment(machine.env), GOTMPDIR: temporary },
      cwd: join(machine.modules, program.module),
      signal: machine.signal,
    });
    if (outcome.code !== 0) {
      throw new Error(
        `\`go build\` of ${program.name} failed, and its last lines were:\n` +
          lastLines(outcome.errors, 5),
      );
    }
  }
}

// No other toolchain is downloaded, and no workspace around the checkout takes part.
function goEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, GOTOOLCHAIN: "local", GOWORK: "off", CGO_ENABLED: "0" };
}
