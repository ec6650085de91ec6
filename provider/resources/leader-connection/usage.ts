// SPDX-License-Identifier: Apache-2.0

/** What is said when a connection in use is to be removed. */
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
  'Without it they pause within seconds, and none resumes by itself, so it is kept. Remove them from the program first, or together with it. Followers that an auto-follow rule has made go with the rule where its onDestroy is "stopFollowers"; those of a rule that has moved to another connection, and others that no program knows, are stopped with POST /_plugins/_replication/<index>/_stop and the body {}. Then run again. Or set `force: true` on the connection, run `pulumi up`, and remove it then.';

/** Before 3.6 the server does not say which connection a rule is of. */
export function perhapsUsed(alias: string, rules: readonly string[]): string {
  return `Whether the auto-follow rules ${quoted(rules)} use connection "${alias}" cannot be told before OpenSearch 3.6. Those that do will follow nothing new from now on.`;
}

/** What is said of a change of the alias, before it comes about. */
export function aliasChange(from: string, to: string): string {
  return `Connection "${to}" is made, and what the program replicates over "${from}" moves to it. Followers that auto-follow rules have made stay with "${from}", which is not removed before they are stopped.`;
}
