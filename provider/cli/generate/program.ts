// SPDX-License-Identifier: Apache-2.0
import type { RemoteKeys } from "../../opensearch/api/remote-settings";
import { settingsOfConnection } from "./connection-inputs";
import { leftLines } from "./left";
import type { Naming, Plan, PlannedCluster, PlannedIndex, PlannedRule } from "./plan";

/** The program in TypeScript. With a sign-in, the roles are asked of the stack's configuration. */
export function programText({ clusters, left }: Plan, isSignedIn: boolean): string {
  const used = clusters.filter(({ indexes, rules }) => indexes.length + rules.length > 0);
  const alone = clusters.filter((cluster) => !used.includes(cluster));
  const parts = [
    imports(isSignedIn),
    ...(isSignedIn ? [roles] : []),
    ...used.flatMap((cluster) => [
      clusterText(cluster, isSignedIn),
      ...cluster.apart.map((one) => apartText(cluster.alias, one, isSignedIn)),
    ]),
    ...alone.map(({ alias, keys }) => {
      const args = connectionLines(alias, keys, "  ").join("\n");
      return `new replication.LeaderConnection(${text(alias)}, {\n${args}\n});`;
    }),
    ...(left.length === 0 ? [] : [leftLines("//", left).join("\n")]),
  ];
  return `${parts.join("\n\n")}\n`;
}

function imports(isSignedIn: boolean): string {
  const imported = { pulumi: "@pulumi/pulumi", replication: "pulumi-opensearch-replication" };
  return Object.entries(imported)
    .filter(([name]) => name !== "pulumi" || isSignedIn)
    .map(([name, from]) => `import * as ${name} from ${text(from)};`)
    .join("\n");
}

const roles = `// The roles that the replications were started with; the server does not tell them:
//   pulumi config set --path useRoles.leaderClusterRole …
//   pulumi config set --path useRoles.followerClusterRole …
const useRoles = new pulumi.Config().requireObject<replication.UseRoles>("useRoles");`;

function clusterText(cluster: PlannedCluster, isSignedIn: boolean): string {
  const { alias, keys, indexes, naming, rules } = cluster;
  const isRenamed = naming !== undefined && naming.before + naming.after !== "";
  const lines = [
    `new replication.ReplicatedCluster(${text(alias)}, {`,
    "  connection: {",
    ...connectionLines(alias, keys, "    "),
    "  },",
    ...(isSignedIn ? ["  useRoles,"] : []),
    ...listed("  indexes", indexes, (one) => indexText(one, naming)),
    ...(isRenamed ? [`  rename: (leaderIndex) => ${template(naming, "${leaderIndex}")},`] : []),
    ...(rules.length === 0 ? [] : ["  autoFollow: {", ...rules.flatMap(ruleLines), "  },"]),
    "});",
  ];
  return lines.join("\n");
}

/** The component's connection is known by its alias; it comes first. */
function apartText(alias: string, one: PlannedIndex, isSignedIn: boolean): string {
  const lines = [
    `new replication.StartedReplication(${text(one.index)}, {`,
    `  leaderAlias: ${text(alias)},`,
    `  leaderIndex: ${text(one.leaderIndex)},`,
    `  index: ${text(one.index)},`,
    ...(isSignedIn ? ["  useRoles,"] : []),
    ...(one.isPaused ? ["  paused: true,"] : []),
    "});",
  ];
  return lines.join("\n");
}

function listed<T>(name: string, all: readonly T[], each: (one: T) => string): string[] {
  if (all.length === 0) return [`${name}: [],`];
  return [`${name}: [`, ...all.map((one) => `    ${each(one)},`), "  ],"];
}

function indexText(one: PlannedIndex, naming: Naming | undefined): string {
  const { index, leaderIndex, isPaused } = one;
  const isNamed = naming !== undefined || index === leaderIndex;
  if (isNamed && !isPaused) return text(leaderIndex);
  const own = [
    `leaderIndex: ${text(leaderIndex)}`,
    ...(isNamed ? [] : [`index: ${text(index)}`]),
    ...(isPaused ? ["paused: true"] : []),
  ];
  return `{ ${own.join(", ")} }`;
}

function ruleLines({ name, pattern, naming }: PlannedRule): string[] {
  const key = /^[a-z_$][\w$]*$/i.test(name) ? name : text(name);
  const isUnknown = naming === "unknown";
  const isRenamed = !isUnknown && naming.before + naming.after !== "";
  const renamed = isRenamed
    ? `, followerIndexPattern: ${text(`${naming.before}{{leader_index}}${naming.after}`)}`
    : "";
  return [
    // Its followers would show how they are named; a rule that is adopted without that stops naming them so.
    ...(isUnknown
      ? ["    // No follower shows its followerIndexPattern: add it, if it has one."]
      : []),
    `    ${key}: { pattern: ${text(pattern)}${renamed} },`,
  ];
}

function connectionLines(alias: string, keys: RemoteKeys, indent: string): string[] {
  return Object.entries(settingsOfConnection(alias, keys)).map(([name, value]) => {
    const literal =
      typeof value === "object" ? `[${value.map(text).join(", ")}]` : JSON.stringify(value);
    return `${indent}${name}: ${literal},`;
  });
}

function text(value: string): string {
  return JSON.stringify(value);
}

function template({ before, after }: Naming, name: string): string {
  const plain = (part: string): string => part.replace(/[`\\$]/g, "\\$&");
  return `\`${plain(before)}${name}${plain(after)}\``;
}
