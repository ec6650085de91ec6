// SPDX-License-Identifier: Apache-2.0

/** The message when a connection in use would be removed. */
export function stillUsed(
  alias: string,
  {
    replications,
    rules,
  }: { readonly replications: readonly string[]; readonly rules: readonly string[] },
): string {
  const users = [
    ...(replications.length === 0 ? [] : [`the replications into ${quoted(replications)}`]),
    ...(rules.length === 0 ? [] : [`the auto-follow rules ${quoted(rules)}`]),
  ];
  return users.length === 0 ? "" : `Connection "${alias}" is still used by ${users.join(" and ")}`;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}

/** Why a connection in use is kept, and the ways out. */
export const keptBecauseUsed =
  'Without it they pause within seconds, and none resumes by itself, so it is kept. Remove them from the program first, or together with it. Followers of an auto-follow rule stop with the rule if its onDestroy is "stopFollowers". Stop followers of a rule that moved to another connection, and any that no program manages, with POST /_plugins/_replication/<index>/_stop and the body {}. Then run again. Or set `force: true` on the connection, run `pulumi up`, then remove it.';

/** Before 3.6 the server does not say which connection a rule is of. */
export function perhapsUsed(alias: string, rules: readonly string[]): string {
  return `Whether the auto-follow rules ${quoted(rules)} use connection "${alias}" is not known before OpenSearch 3.6. Those that do will not follow new indexes any more.`;
}

/** The message before a change of the alias. */
export function aliasChange(from: string, to: string): string {
  return `Connection "${to}" is created, and what the program replicates over "${from}" moves to it. Followers of auto-follow rules stay with "${from}", which is not removed until they are stopped.`;
}
