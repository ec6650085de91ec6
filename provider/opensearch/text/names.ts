// SPDX-License-Identifier: Apache-2.0

/**
 * What is wrong with the name of a leader or follower index, in the plugin's own order; empty when
 * nothing is. The plugin runs the same checks on both names before anything else
 * (`PUT /_plugins/_replication/{index}/_start`), so they can be made without a cluster.
 */
export function indexNameViolations(name: string): string[] {
  return rulesBroken([
    [name === "", "must not be empty"],
    [name !== name.toLowerCase(), "must be lowercase"],
    [/[\\/*?"<>| ,]/.test(name), 'must not contain a space or any of \\ / * ? " < > | ,'],
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
  return rulesBroken([
    [alias === "", "must not be empty: what it comes from has no value, or it is to be left out"],
    [/[\s.:,*"\\/<>|?#]/.test(alias), 'must not contain blanks or any of . : , * " \\ / < > | ? #'],
  ]);
}

/**
 * What is wrong with the alias of a new connection. It is a part of the setting
 * `cluster.remote.<alias>.seeds`, which the server recognizes with letters, digits, `_` and `-` only.
 */
export function remoteAliasViolations(alias: string): string[] {
  return rulesBroken([
    [alias === "", "must not be empty"],
    [/[^-\w]/.test(alias), "must consist of letters, digits, '_' and '-'"],
  ]);
}

/** What is wrong with an address of the leader's transport port. */
export function addressViolations(address: string): string[] {
  if (/^[a-z]+:\/\//i.test(address)) {
    return ['must be "host:port" without a scheme: it is the transport port (9300), not REST'];
  }
  const port = /^(?:\[[\da-fA-F:.]+\]|[^\s:/,[\]]+):(\d{1,5})$/.exec(address)?.[1];
  if (port === undefined) {
    return ['must be "host:port", such as "leader.example.com:9300" ("[::1]:9300" for IPv6)'];
  }
  const isPort = Number(port) >= 1 && Number(port) <= 65_535;
  return isPort ? [] : ["must have a port between 1 and 65535"];
}

/** What is wrong with the time between two pings; `-1` switches them off. */
export function pingScheduleViolations(schedule: string): string[] {
  const isTime = /^(-1|\d+(nanos|micros|ms|s|m|h|d))$/.test(schedule);
  return isTime ? [] : ['must be a time such as "30s", or "-1" for never'];
}

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

export function rulesBroken(
  rules: readonly (readonly [isBroken: boolean, rule: string])[],
): string[] {
  return rules.flatMap(([isBroken, rule]) => (isBroken ? [rule] : []));
}
