// SPDX-License-Identifier: Apache-2.0
import { indexNameViolations, rulesBroken } from "./names";

/** What stands for the leader index in the pattern that names followers. */
export const leaderIndexPlaceholder = "{{leader_index}}";

/** What is wrong with the name of an auto-follow rule; the plugin has the rules of index names for it. */
export function ruleNameViolations(name: string): string[] {
  return indexNameViolations(name).map((rule) => rule.replace(/ \(.*\)$/, ""));
}

/**
 * What is wrong with the pattern of an auto-follow rule (`POST /_plugins/_replication/_autofollow`). The
 * plugin takes some patterns that can match only indexes which it does not replicate, or none at all.
 */
export function autoFollowPatternViolations(pattern: string): string[] {
  return rulesBroken([
    [pattern === "", "must not be empty"],
    [
      /[ "\\<|,>/?]/.test(pattern),
      'must not contain a space or any of \\ / ? " < > | , (one pattern a rule)',
    ],
    [/[#:]/.test(pattern), "must not contain '#' or ':'"],
    [/^[_-]/.test(pattern), "must not start with '_' or '-'"],
    [
      pattern.startsWith("."),
      "must not start with '.': such indexes, and the backing indexes of data streams, cannot be replicated",
    ],
    [pattern.startsWith("+"), "must not start with '+': no index name does"],
    [pattern !== pattern.toLowerCase(), "must be lowercase: index names are"],
    [
      Buffer.byteLength(pattern.replaceAll("*", ""), "utf8") > 255,
      "must not be longer than 255 bytes: index names are not",
    ],
  ]);
}

/**
 * What is wrong with the pattern that names followers. The server asks for the placeholder only; but
 * a name that no follower can have would make every start of the rule fail, unseen.
 */
export function followerPatternViolations(pattern: string): string[] {
  if (!pattern.includes(leaderIndexPlaceholder)) {
    return [`must contain the placeholder ${leaderIndexPlaceholder}`];
  }
  return indexNameViolations(pattern.replaceAll(leaderIndexPlaceholder, "a")).map(
    (rule) => `${rule}, since followers get these names`,
  );
}
