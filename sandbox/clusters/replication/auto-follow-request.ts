// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import { follow, noSuchRemote } from "../cluster/remote";
import { flattened } from "../cluster/settings";
import { isAtLeast } from "../cluster/version";
import { invalid, Refusal } from "../http/refusal";
import { isObject, textOf, type JsonObject } from "../json/json";
import { parseBody, type ObjectParser } from "../json/object-parser";
import type { Caller } from "../security/caller";
import { PLACEHOLDER, ruleKey } from "./auto-follow-rule";
import { nameViolations, patternViolations } from "./names";
import { checkSetup } from "./setup-checks";
import { rolesIn, rolesViolations, useRolesParser } from "./start-request";

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

/** What a `POST _autofollow` asks for; throws where it makes no sense. */
export const newRule = (cluster: Cluster, text: string) => {
  const { body, name, alias } = parsed(cluster, text);
  const followerPattern = textOf(body["follower_index_pattern"]) ?? PLACEHOLDER;
  const violations = [
    ...nameViolations(name),
    ...patternOf(body),
    ...renameViolations(followerPattern),
    ...rolesViolations(body),
  ];
  if (violations.length > 0) throw invalid(violations);
  const settings = body["settings"];
  return {
    name,
    leaderAlias: alias,
    pattern: textOf(body["pattern"]) ?? "",
    overrides: isObject(settings) ? flattened(settings) : {},
    roles: rolesIn(body),
    followerPattern,
  };
};

/** `POST _autofollow`: a rule can be made, never changed. */
export const createRule = (
  cluster: Cluster,
  rule: ReturnType<typeof newRule>,
  caller: Caller | undefined,
): void => {
  const { name, leaderAlias, pattern } = rule;
  if (follow(cluster, leaderAlias).leads === "nowhere") throw noSuchRemote(leaderAlias);
  const wanted = { ...rule, caller };
  checkSetup(cluster, wanted, { follower: pattern, leaderIndex: pattern });
  const key = ruleKey(leaderAlias, name);
  if (cluster.rules.has(key)) throw alreadyThere(key);
  cluster.rules.set(key, {
    ...wanted,
    nextPoll: cluster.clock.now() + cluster.pace.autoFollowFirst,
    lastExecution: 0,
    started: 0,
    failedStarts: 0,
    failedLeaderCalls: 0,
    failed: new Map(),
  });
};

/** The rule that a `DELETE _autofollow` names; throws where it makes no sense. */
export const ruleNamed = (cluster: Cluster, text: string): string => {
  const { body, name, alias } = parsed(cluster, text);
  const violations = nameViolations(name);
  if (body["pattern"] !== undefined) violations.push("Unexpected pattern");
  if (violations.length > 0) throw invalid(violations);
  return ruleKey(alias, name);
};

/** `DELETE _autofollow`: what the rule started goes on. From 3.9 on one that is not there is no error. */
export const deleteRule = (cluster: Cluster, key: string): void => {
  if (!cluster.rules.delete(key) && !isAtLeast(cluster.version, "3.9.0"))
    throw new Refusal(500, "exception", `Autofollow replication rule ${key} does not exist`);
};
