// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import { follow, noSuchRemote } from "../cluster/remote";
import { flattened } from "../cluster/settings";
import { isAtLeast } from "../cluster/version";
import { invalid, Refusal } from "../http/refusal";
import { isObject, textOf, type JsonObject } from "../json/json";
import { parseBody, type ObjectParser } from "../json/object-parser";
import { PLACEHOLDER, ruleKey } from "./auto-follow-rule";
import { nameViolations, patternViolations } from "./names";
import { rolesViolations, useRolesParser } from "./start-request";

const parser = (cluster: Cluster): ObjectParser => ({
  name: "AutoFollowRequestParser",
  fields: {
    leader_alias: ["VALUE_STRING"],
    name: ["VALUE_STRING"],
    pattern: ["VALUE_STRING"],
    use_roles: useRolesParser,
    settings: ["START_OBJECT"],
    ...(isAtLeast(cluster.version, "3.8.0") ? { follower_index_pattern: ["VALUE_STRING"] } : {}),
  },
});

const uninitialized = (property: string) =>
  new Refusal(
    500,
    "uninitialized_property_access_exception",
    `lateinit property ${property} has not been initialized`,
  );

const parsed = (cluster: Cluster, text: string) => {
  if (text === "") throw new Refusal(400, "parse_exception", "request body is required");
  const body = parseBody(parser(cluster), text);
  const name = textOf(body["name"]);
  const alias = textOf(body["leader_alias"]);
  if (name === undefined) throw uninitialized("patternName");
  if (alias === undefined) throw uninitialized("connection");
  return { body, name, alias };
};

const patternOf = (body: JsonObject): string[] => {
  const pattern = textOf(body["pattern"]);
  return pattern === undefined ? ["Missing pattern"] : patternViolations(pattern);
};

const renameViolations = (followerPattern: string): string[] =>
  followerPattern.includes(PLACEHOLDER)
    ? []
    : [`follower_index_pattern must contain the ${PLACEHOLDER} placeholder`];

const alreadyThere = (key: string): Refusal => {
  const cause = {
    type: "resource_already_exists_exception",
    reason: `task with id {autofollow:${key}} already exist`,
  };
  return new Refusal(
    500,
    "exception",
    "Exisiting autofollow replication rule cannot be recreated/updated",
    { causedBy: cause, root: cause },
  );
};

/** `POST _autofollow`: a rule can be made, never changed. */
export const createRule = (cluster: Cluster, text: string): void => {
  const { body, name, alias } = parsed(cluster, text);
  const followerPattern = textOf(body["follower_index_pattern"]) ?? PLACEHOLDER;
  const violations = [
    ...nameViolations(name),
    ...patternOf(body),
    ...renameViolations(followerPattern),
    ...rolesViolations(body),
  ];
  if (violations.length > 0) throw invalid(violations);
  if (follow(cluster, alias).leads === "nowhere") throw noSuchRemote(alias);
  const key = ruleKey(alias, name);
  if (cluster.rules.has(key)) throw alreadyThere(key);
  const settings = body["settings"];
  cluster.rules.set(key, {
    name,
    leaderAlias: alias,
    pattern: textOf(body["pattern"]) ?? "",
    overrides: isObject(settings) ? flattened(settings) : {},
    followerPattern,
    nextPoll: cluster.clock.now() + cluster.pace.autoFollowFirst,
    lastExecution: 0,
    started: 0,
    failedStarts: 0,
    failedLeaderCalls: 0,
    failed: new Map(),
  });
};

/** `DELETE _autofollow`: what the rule started goes on. */
export const deleteRule = (cluster: Cluster, text: string): void => {
  const { body, name, alias } = parsed(cluster, text);
  const violations = nameViolations(name);
  if (body["pattern"] !== undefined) violations.push("Unexpected pattern");
  if (violations.length > 0) throw invalid(violations);
  const key = ruleKey(alias, name);
  if (!cluster.rules.delete(key))
    throw new Refusal(500, "exception", `Autofollow replication rule ${key} does not exist`);
};
