// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { earlyProblems, misspeltIn, unknownSetting } from "../opensearch/settings/early-problems";
import { knownValue } from "./known-values";

/**
 * The error about a provider's settings, as far as they are known while the program runs. What comes
 * from resources that do not exist yet is checked when a call first needs it.
 */
export async function providerProblem(
  name: string,
  texts: Readonly<Record<string, pulumi.Output<string>>>,
): Promise<pulumi.RunError | undefined> {
  const known: Record<string, string> = {};
  const pending = new Set<string>();
  await Promise.all(
    Object.entries(texts).map(async ([setting, output]) => {
      // Where a value could not be had at all, the engine says why.
      const found = await knownValue(output).catch(() => undefined);
      if (found === undefined) pending.add(setting);
      else known[setting] = found.value;
    }),
  );
  const unknown = Object.keys(texts).flatMap((setting) => unknownSetting(setting) ?? []);
  const problems = [...unknown, ...earlyProblems(known, pending)];
  return problems.length === 0 ? undefined : invalidSettings(`Provider "${name}"`, problems);
}

function invalidSettings(whose: string, problems: readonly string[]): pulumi.RunError {
  return new pulumi.RunError([`${whose} has invalid settings:`, ...problems].join("\n  "));
}

const namespace = "opensearch:";

/** The error about the stack's configuration, which counts for what has no Provider. */
export function stackProblem(
  configuration: Readonly<Record<string, string>> = pulumi.runtime.allConfig(),
): pulumi.RunError | undefined {
  const own = Object.fromEntries(
    Object.entries(configuration).flatMap(([key, text]) =>
      key.startsWith(namespace) ? [[key.slice(namespace.length), text]] : [],
    ),
  );
  hintAt(misspeltIn(Object.keys(own)));
  const problems = earlyProblems(own);
  return problems.length === 0
    ? undefined
    : invalidSettings("The stack's configuration (pulumi config)", problems);
}

const said = new Set<string>();

/** Says once what may be misspelt. Others use these names, too, such as a project that is itself called `opensearch`. */
function hintAt(hints: readonly string[]): void {
  const project = pulumi.getProject();
  if (`${project}:` === namespace) return;
  for (const hint of hints) {
    const key = `${project}/${pulumi.getStack()} ${hint}`;
    if (!said.has(key)) void pulumi.log.warn(hint);
    said.add(key);
  }
}
