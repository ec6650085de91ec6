// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";
import { CLI, LANGUAGE_HOST, PROVIDER_SCRIPT } from "./engine";
import { find } from "./executables";
import type { Machine } from "./machine";
import { lastLines, type Outcome } from "./run";
import { isSuitableCli, OLDEST_CLI, parseCliVersion, text } from "./versions";

export type Verdict = { version: string } | { refusal: string };

const PATIENCE = 30_000;

/** Whether a CLI can be used, by its answer to `pulumi version`. */
export function judgeCli(cli: string, answer: Outcome): Verdict {
  const version = parseCliVersion(answer.output);
  if (answer.code !== 0 || !version) {
    const detail = lastLines(answer.errors || answer.output, 1);
    return { refusal: `\`${cli} version\` failed${detail && ` (${detail})`}.` };
  }
  if (!isSuitableCli(version)) {
    return {
      refusal:
        `${cli} is version ${text(version)}, ` +
        `and ${text(OLDEST_CLI)} or newer below ${OLDEST_CLI[0] + 1}.0.0 is needed.`,
    };
  }
  return { version: text(version) };
}

/** The version of a CLI that can be used; an error says why it cannot. */
export async function cliVersion(cli: string, machine: Machine): Promise<string> {
  const answer = await machine.run(cli, ["version"], {
    env: probeEnvironment(machine),
    signal: machine.signal,
    timeLimit: PATIENCE,
  });
  const verdict = judgeCli(cli, answer);
  if ("refusal" in verdict) {
    throw new Error(verdict.refusal);
  }
  return verdict.version;
}

// Even `pulumi version` writes a log into the Pulumi home, and the user's is not ours to fill.
export function probeEnvironment({ env, state }: Machine): NodeJS.ProcessEnv {
  return { ...env, PULUMI_HOME: join(state, "pulumi-home"), PULUMI_SKIP_UPDATE_CHECK: "true" };
}

/** The version of the complete engine in a folder; an error says what is wrong with it. */
export async function engineVersion(folder: string, machine: Machine): Promise<string> {
  for (const name of [CLI, LANGUAGE_HOST, PROVIDER_SCRIPT]) {
    if (!(await find(name, [folder]))) {
      throw new Error(`There is no \`${name}\` in ${folder}.`);
    }
  }
  return cliVersion(join(folder, CLI), machine);
}
