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

/**
 * The error about the stack's configuration, which counts for what has no Provider. Others use the same
 * names, such as the bridged OpenSearch provider, so one that is only unknown is left alone.
 */
export function stackProblem(
  configuration: Readonly<Record<string, string>> = pulumi.runtime.allConfig(),
): pulumi.RunError | undefined {
  const own = Object.fromEntries(
    Object.entries(configuration).flatMap(([key, text]) =>
      key.startsWith(namespace) ? [[key.slice(namespace.length), text]] : [],
    ),
  );
  const problems = [...misspeltIn(Object.keys(own)), ...earlyProblems(own)];
  return problems.length === 0
    ? undefined
    : invalidSettings("The stack's configuration (pulumi config)", problems);
}
