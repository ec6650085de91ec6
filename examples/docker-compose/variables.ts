// SPDX-License-Identifier: Apache-2.0
import { appendFileSync } from "node:fs";

/** The roles of the replication plugin, one for each side. */
export const leaderRole = "cross_cluster_replication_leader_full_access";
export const followerRole = "cross_cluster_replication_follower_full_access";

/** Who is made where the security plugin is on. */
export interface People {
  readonly adminPassword: string;
  readonly restrictedPassword: string;
  /** The file with the authority's certificate. */
  readonly caFile: string;
}

/** Ports on loopback. */
export interface Ports {
  readonly leader: string;
  readonly follower: string;
}

/** The ports of the environment, else those of the compose file. */
export function portsOf(environment: NodeJS.ProcessEnv): Ports {
  const { LEADER_PORT: leader = "9201", FOLLOWER_PORT: follower = "9200" } = environment;
  return { leader, follower };
}

/** REST address of a node as seen from here. */
export function urlOf(port: string, isSecured: boolean): string {
  return `${isSecured ? "https" : "http"}://127.0.0.1:${port}`;
}

/** What `npm run test:cluster` and `npm run quickstart` take from the environment. */
export function variablesFor(ports: Ports, people: People | undefined): Record<string, string> {
  const isSecured = people !== undefined;
  return {
    OPENSEARCH_URL: urlOf(ports.follower, isSecured),
    LEADER_URL: urlOf(ports.leader, isSecured),
    LEADER_SEED: "leader:9300",
    LEADER_ALIAS: "leader",
    LEADER_INDEX: "orders",
    ...(people && {
      OPENSEARCH_USERNAME: "admin",
      OPENSEARCH_PASSWORD: people.adminPassword,
      OPENSEARCH_CACERT_FILE: people.caFile,
      LEADER_ROLE: leaderRole,
      FOLLOWER_ROLE: followerRole,
      RESTRICTED_USERNAME: "restricted",
      RESTRICTED_PASSWORD: people.restrictedPassword,
    }),
  };
}

/** Lines for a shell. */
export function exportLines(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`)
    .join("");
}

/** Appends them as `NAME=value`, which a job's `GITHUB_ENV` and `node --env-file` take. */
export function appendTo(file: string, variables: Readonly<Record<string, string>>): void {
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
  appendFileSync(file, lines.join(""), { mode: 0o600 });
}
