// SPDX-License-Identifier: Apache-2.0

/** What a program of {@link clusterProgram} declares. */
export interface ClusterProgram {
  /** The leader's indexes that are replicated, each into `<index>-copy`. */
  readonly indexes?: readonly string[];
  /** Leave the connection out; replications name it. */
  readonly isUnconnected?: boolean;
  /** Leave the auto-follow rule out. */
  readonly isWithoutRule?: boolean;
  /** The password of the clusters' administrator; made up where it is left out. */
  readonly password?: string;
  /** The JavaScript for the provider's password; the clusters' where it is left out. */
  readonly providerPassword?: string;
  /** Put in front of the names of the resources. */
  readonly prefix?: string;
}

const literal = JSON.stringify;

/** A pair of clusters, a provider whose every setting they put out, and what stands on it. */
export function clusterProgram(options: ClusterProgram = {}): string {
  const { indexes = ["orders"], isUnconnected = false, isWithoutRule = false } = options;
  const { password, providerPassword = "clusters.password", prefix = "" } = options;
  const named = (name: string): string => literal(`${prefix}${name}`);
  const documents = { orders: 50, customers: 7, "logs-1": 3, "logs-2": 4 };
  return [
    `const clusters = new EmulatedClusters("clusters", { ...place, indexes: ${literal(documents)}, password: ${literal(password)} });`,
    `const provider = new replication.Provider("follower", { url: clusters.followerUrl, username: clusters.username, password: ${providerPassword} });`,
    isUnconnected
      ? 'const leaderAlias = "leader";'
      : `const leaderAlias = new replication.LeaderConnection(${named("leader")}, { alias: "leader", seeds: [clusters.leaderSeed] }, { provider });`,
    isWithoutRule
      ? ""
      : `new replication.AutoFollowRule(${named("logs")}, { name: "logs", leaderAlias, pattern: "logs-*", useRoles, onDestroy: "stopFollowers" }, { provider });`,
    ...indexes.map(
      (index) =>
        `exports[${literal(index)}] = new replication.StartedReplication(${named(index)}, { index: ${literal(`${index}-copy`)}, leaderIndex: ${literal(index)}, leaderAlias, useRoles }, { provider }).status;`,
    ),
    "exports.password = clusters.password;",
    "exports.notice = clusters.notice;",
  ].join("\n");
}
