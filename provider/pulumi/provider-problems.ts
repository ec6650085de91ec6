// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { harmless } from "../opensearch/text/foreign";
import { earlyProblems, misspeltIn, unknownSetting } from "../opensearch/settings/early-problems";
import { knownValue } from "./known-values";

/**
 * The error about a provider's settings, as far as they are known while the program runs. What comes
 * from resources that do not exist yet is checked when a call first needs it.
 */
export async function providerProblem(
  name: string,
  texts: Readonly<Record<string, pulumi.Output<string>>>,
): Promise<string | undefined> {
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
  return settingsProblem(name, known, pending);
}

/** What is wrong with what is known of a provider's settings; of those that are `pending` nothing is said but that a name is none. */
export function settingsProblem(
  name: string,
  known: Readonly<Record<string, string>>,
  pending: ReadonlySet<string>,
): string | undefined {
  const all = new Set([...Object.keys(known), ...pending]);
  const unknown = [...all].flatMap((setting) => unknownSetting(setting) ?? []);
  return invalidSettings(`Provider "${name}"`, [...unknown, ...earlyProblems(known, pending)]);
}

function invalidSettings(whose: string, problems: readonly string[]): string | undefined {
  return problems.length === 0
    ? undefined
    : [`${whose} has invalid settings:`, ...problems].join("\n  ");
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
  const problem = invalidSettings("The stack's configuration (pulumi config)", earlyProblems(own));
  if (problem === undefined) return undefined;
  const isOwn = `${pulumi.getProject()}:` === namespace;
  const why = isOwn
    ? "\n  The project is called opensearch, so that its own configuration is taken for the provider's: give the resources an explicit Provider."
    : "";
  return new pulumi.RunError(harmless(problem + why));
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
