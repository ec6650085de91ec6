// SPDX-License-Identifier: Apache-2.0
import type { Json, JsonObject } from "../answers/answer";
import type { Client } from "../client/client";
import { isPartOf, partOnly, unlessWithheld } from "../answers/withheld";
import { change, listAt, pluginPath, textAt, valueAt } from "./plugin-api";

export interface RuleBody extends JsonObject {
  readonly name: string;
  readonly leader_alias: string;
  readonly pattern: string;
  readonly follower_index_pattern?: string | undefined;
}

export interface RuleStats {
  readonly name: string;
  readonly pattern: string;
  /** Told by 3.6 and later. */
  readonly leaderAlias: string | undefined;
  /** Leader indexes that match and could not be followed; they are tried again after an hour. */
  readonly failedIndexes: readonly string[];
  /** How many replications it has started, and how many starts were refused, since the node began. */
  readonly started?: number | undefined;
  readonly failed?: number | undefined;
  /** When it last looked at the leader, by the follower's clock (milliseconds since 1970). */
  readonly lastRun?: number | undefined;
}

/** `POST /_plugins/_replication/_autofollow`. A rule that is there already is refused with a 500, although what is sent has been stored. */
export async function createRule(client: Client, body: RuleBody): Promise<void> {
  const { name, leader_alias: alias, pattern } = body;
  await change(client, {
    doing: `create auto-follow rule "${name}" for "${pattern}" over connection "${alias}"`,
    method: "POST",
    segments: [...pluginPath, "_autofollow"],
    body,
  });
}

/** `DELETE /_plugins/_replication/_autofollow`. The followers that the rule has made go on. */
export async function deleteRule(client: Client, name: string, alias: string): Promise<void> {
  await change(client, {
    doing: `delete auto-follow rule "${name}" of connection "${alias}"`,
    method: "DELETE",
    segments: [...pluginPath, "_autofollow"],
    body: { name, leader_alias: alias },
  });
}

/** `GET /_plugins/_replication/autofollow_stats`: every rule. The plugin's own roles may not (403). */
export async function autoFollowRules(client: Client): Promise<RuleStats[]> {
  const doing = "list the auto-follow rules of the follower cluster";
  const segments = [...pluginPath, "autofollow_stats"];
  const answer = await client.request({
    doing,
    method: "GET",
    segments,
    isAnswer: (json) => isRuleStats(json) || isPartOf(json, ruleStatsFields),
  });
  if (!isRuleStats(answer)) {
    throw partOnly(client, { doing, segments }, "the list of rules");
  }
  return listAt(answer, "autofollow_stats").map((rule) => ({
    name: textAt(rule, "name"),
    pattern: textAt(rule, "pattern"),
    leaderAlias: textAt(rule, "leader_alias") || undefined,
    failedIndexes: listAt(rule, "failed_indices").filter((index) => typeof index === "string"),
    started: numberAt(rule, "num_success_start_replication"),
    failed: numberAt(rule, "num_failed_start_replication"),
    lastRun: numberAt(rule, "last_execution_time"),
  }));
}

/** The same, or `undefined` where they are withheld. */
export function rulesIfAllowed(client: Client): Promise<RuleStats[] | undefined> {
  return unlessWithheld(autoFollowRules(client));
}

function numberAt(rule: Json, field: string): number | undefined {
  const value = valueAt(rule, field);
  return typeof value === "number" ? value : undefined;
}

/** What the statistics of the rules hold besides the list. */
const ruleStatsFields = [
  "num_success_start_replication",
  "num_failed_start_replication",
  "num_failed_leader_calls",
  "failed_indices",
];

function isRuleStats({ autofollow_stats: rules }: JsonObject): boolean {
  return Array.isArray(rules) && (rules as readonly Json[]).every(isRule);
}

function isRule(rule: Json): boolean {
  return ["name", "pattern"].every((field) => typeof valueAt(rule, field) === "string");
}
