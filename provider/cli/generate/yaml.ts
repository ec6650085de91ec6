// SPDX-License-Identifier: Apache-2.0
import { settingsOfConnection } from "./connection-inputs";
import { leftLines } from "./left";
import type { Naming, Plan, PlannedCluster, PlannedIndex, PlannedRule } from "./plan";

type Tree = string | number | boolean | readonly Tree[] | { readonly [name: string]: Tree };

const type = (kind: string): string => `opensearch-replication:${kind}`;

/** The project file of a program in YAML, which needs the plugin. With a sign-in, the roles are configuration. */
export function yamlText(project: string, plan: Plan, isSignedIn: boolean): string {
  const resources = plan.clusters.flatMap((cluster) => resourcesOf(cluster, isSignedIn));
  const role = { type: "string" };
  const lines = linesOf({
    name: project,
    runtime: "yaml",
    description: "The cross-cluster replications of an OpenSearch cluster.",
    ...(isSignedIn && { config: { leaderClusterRole: role, followerClusterRole: role } }),
    resources: Object.fromEntries(resources),
  });
  return [...lines, ...leftLines("#", plan.left)].map((line) => `${line}\n`).join("");
}

const roles = {
  leaderClusterRole: "${leaderClusterRole}",
  followerClusterRole: "${followerClusterRole}",
};

function resourcesOf(cluster: PlannedCluster, isSignedIn: boolean): [string, Tree][] {
  const { alias, keys, indexes, apart, naming, rules } = cluster;
  const connection = settingsOfConnection(alias, keys);
  const useRoles = isSignedIn ? { useRoles: roles } : {};
  if (indexes.length + rules.length + apart.length === 0)
    return [[alias, { type: type("LeaderConnection"), properties: connection }]];
  // The component in other languages knows a suffix, since a function cannot be handed to it.
  const suffix = naming?.before === "" ? naming.after : undefined;
  const properties = {
    connection,
    ...useRoles,
    indexes: indexes.map((one) => indexTree(one, suffix)),
    ...(suffix && { suffix }),
    ...(rules.length > 0 && { autoFollow: Object.fromEntries(rules.map(ruleEntry)) }),
  };
  return [
    [alias, { type: type("ReplicatedCluster"), properties }],
    ...apart.map(({ index, leaderIndex, isPaused }): [string, Tree] => {
      const paused = isPaused ? { paused: true } : {};
      const own = { leaderAlias: alias, leaderIndex, index, ...useRoles, ...paused };
      const options = { dependsOn: [`\${${alias}}`] };
      return [index, { type: type("StartedReplication"), properties: own, options }];
    }),
  ];
}

function indexTree({ index, leaderIndex, isPaused }: PlannedIndex, suffix = ""): Tree {
  const isNamed = index === leaderIndex + suffix;
  return { leaderIndex, ...(isNamed ? {} : { index }), ...(isPaused ? { paused: true } : {}) };
}

function ruleEntry({ name, pattern, naming }: PlannedRule): [string, Tree] {
  const { before, after }: Naming = naming === "unknown" ? { before: "", after: "" } : naming;
  const followerIndexPattern = `${before}{{leader_index}}${after}`;
  return [name, { pattern, ...(before + after === "" ? {} : { followerIndexPattern }) }];
}

/** The lines of a tree. Texts are quoted, unless nobody could take them for anything else. */
function linesOf(tree: { readonly [name: string]: Tree }): string[] {
  return Object.entries(tree).flatMap(([name, value]) => {
    const key = scalar(name);
    const below = indented(value);
    return below === undefined ? [`${key}: ${flat(value)}`] : [`${key}:`, ...below];
  });
}

/** The lines of what has parts; nothing of a scalar, or of what is empty. */
function indented(value: Tree): string[] | undefined {
  if (typeof value !== "object" || Object.keys(value).length === 0) return undefined;
  if (!isList(value)) return linesOf(value).map((line) => `  ${line}`);
  return value.flatMap((item) => {
    const lines = typeof item === "object" && !isList(item) ? linesOf(item) : [flat(item)];
    return lines.map((line, at) => `  ${at === 0 ? "-" : " "} ${line}`);
  });
}

function isList(value: Tree): value is readonly Tree[] {
  return Array.isArray(value);
}

function flat(value: Tree): string {
  if (typeof value === "string") return scalar(value);
  return JSON.stringify(value);
}

function scalar(text: string): string {
  const isPlain =
    /^[a-z][\w. -]*\w$/i.test(text) && !/^(true|false|yes|no|on|off|null)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}
