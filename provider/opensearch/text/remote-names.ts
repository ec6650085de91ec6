// SPDX-License-Identifier: Apache-2.0

/**
 * What is wrong with the alias of a new connection. It is a part of the setting
 * `cluster.remote.<alias>.seeds`, which the server recognizes with letters, digits, `_` and `-` only.
 */
export function remoteAliasViolations(alias: string): string[] {
  if (alias === "") return ["must not be empty"];
  return /^[-\w]+$/.test(alias) ? [] : ["must consist of letters, digits, '_' and '-'"];
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
  return Number(port) >= 1 && Number(port) <= 65_535
    ? []
    : ["must have a port between 1 and 65535"];
}

/** What is wrong with the time between two pings; `-1` switches them off. */
export function pingScheduleViolations(schedule: string): string[] {
  return schedule === "-1" || /^\d+(nanos|micros|ms|s|m|h|d)$/.test(schedule)
    ? []
    : ['must be a time such as "30s", or "-1" for never'];
}
