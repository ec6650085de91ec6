// SPDX-License-Identifier: Apache-2.0
import { isAcknowledgement, pluginPath } from "./plugin-api";
import { isObject, type Json, type JsonObject } from "../answers/answer";
import type { Client } from "../client/client";
import { isPartOf, partOnly, unlessWithheld } from "../answers/withheld";

/** The body that makes an auto-follow rule, in the API's own words. */
export interface RuleBody extends JsonObject {
  readonly name: string;
  readonly leader_alias: string;
  readonly pattern: string;
  readonly follower_index_pattern?: string;
}

/** A rule as the statistics show it. */
export interface RuleStats {
  readonly name: string;
  readonly pattern: string;
  /** Told by 3.6 and later. */
  readonly leaderAlias: string | undefined;
  /** Leader indexes that match and could not be followed; they are tried again after an hour. */
  readonly failedIndexes: readonly string[];
}

/** `POST /_plugins/_replication/_autofollow`. A rule that is there already is refused with a 500, although what is sent has been stored. */
export async function createRule(client: Client, body: RuleBody): Promise<void> {
  const { name, leader_alias: alias, pattern } = body;
  await client.request({
    doing: `create auto-follow rule "${name}" for "${pattern}" over connection "${alias}"`,
    method: "POST",
    segments: [...pluginPath, "_autofollow"],
    body,
    isAnswer: isAcknowledgement,
  });
}

/** `DELETE /_plugins/_replication/_autofollow`. The followers that the rule has made go on. */
export async function deleteRule(client: Client, name: string, alias: string): Promise<void> {
  await client.request({
    doing: `delete auto-follow rule "${name}" of connection "${alias}"`,
    method: "DELETE",
    segments: [...pluginPath, "_autofollow"],
    body: { name, leader_alias: alias },
    isAnswer: isAcknowledgement,
  });
}

/** `GET /_plugins/_replication/autofollow_stats`: every rule. The plugin's own roles may not (403). */
export async function autoFollowRules(client: Client): Promise<RuleStats[]> {
  const doing = "list the auto-follow rules of the follower cluster";
  const segments = [...pluginPath, "autofollow_stats"];
  const answer = await client.request({
    ...{ doing, method: "GET", segments },
    isAnswer: (json) => isRuleStats(json) || isPartOf(json, ruleStatsFields),
  });
  if (!isRuleStats(answer)) {
    throw partOnly(client, { doing, segments }, "the list of rules");
  }
  const { autofollow_stats: rules } = answer;
  return (Array.isArray(rules) ? (rules as readonly Json[]) : []).filter(isRule).map((rule) => {
    const { name, pattern, leader_alias: alias, failed_indices: failed } = rule;
    return {
      name,
      pattern,
      leaderAlias: typeof alias === "string" && alias !== "" ? alias : undefined,
      failedIndexes: (Array.isArray(failed) ? (failed as readonly Json[]) : []).filter(
        (index) => typeof index === "string",
      ),
    };
  });
}

/** The same, or `undefined` where they are withheld. */
export function rulesIfAllowed(client: Client): Promise<RuleStats[] | undefined> {
  return unlessWithheld(autoFollowRules(client));
}

/** What the statistics of the rules hold besides the list. */
const ruleStatsFields = [
  "num_success_start_replication",
  "num_failed_start_replication",
  "num_failed_leader_calls",
  "failed_indices",
];

function isRuleStats({ autofollow_stats: rules }: JsonObject): boolean {
  return Array.isArray(rules) && rules.every(isRule);
}

function isRule(
  rule: Json,
): rule is JsonObject & { readonly name: string; readonly pattern: string } {
  return isObject(rule) && typeof rule["name"] === "string" && typeof rule["pattern"] === "string";
}
