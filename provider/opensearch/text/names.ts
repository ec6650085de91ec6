// SPDX-License-Identifier: Apache-2.0

const forbiddenCharacters = ["\\", "/", "*", "?", '"', "<", ">", "|", " ", ","];

/**
 * What is wrong with the name of a leader or follower index, in the plugin's own order; empty when
 * nothing is. The plugin runs the same checks on both names before anything else
 * (`PUT /_plugins/_replication/{index}/_start`), so they can be made without a cluster.
 */
export function indexNameViolations(name: string): string[] {
  return rulesBroken([
    [name === "", "must not be empty"],
    [name !== name.toLowerCase(), "must be lowercase"],
    [
      forbiddenCharacters.some((character) => name.includes(character)),
      'must not contain a space or any of \\ / * ? " < > | ,',
    ],
    [/[#:]/.test(name), "must not contain '#' or ':'"],
    [/^[_\-+]/.test(name), "must not start with '_', '-' or '+'"],
    [name.startsWith("."), "must not start with '.' (such indexes cannot be replicated)"],
    [Buffer.byteLength(name, "utf8") > 255, "must not be longer than 255 bytes"],
  ]);
}

/**
 * What is wrong with the name of a remote-cluster connection; empty when nothing is. It is part of
 * the setting `cluster.remote.<alias>.seeds`, which takes no blanks, and of `<alias>:<index>`.
 */
export function connectionAliasViolations(alias: string): string[] {
  if (alias === "") return ["must not be empty (leave it out instead)"];
  return /^[^\s.:,*"\\/<>|?#]+$/.test(alias)
    ? []
    : ['must not contain blanks or any of . : , * " \\ / < > | ? #'];
}

export function rulesBroken(
  rules: readonly (readonly [isBroken: boolean, rule: string])[],
): string[] {
  return rules.flatMap(([isBroken, rule]) => (isBroken ? [rule] : []));
}
