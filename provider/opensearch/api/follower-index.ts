// SPDX-License-Identifier: Apache-2.0
import { isAcknowledgement } from "./plugin-api";
import { isObject, type JsonObject } from "../answers/answer";
import type { Client } from "../client/client";
import { OpenSearchError } from "../answers/errors";
import type { Leader } from "./status";
import { isWithheld } from "../answers/withheld";
import { own } from "../text/record";
import { isTransient } from "../client/retry";

const leaderIndexSetting = "index.plugins.replication.follower.leader_index";

/** The id of the block that a follower is under. */
const followerBlock = "1000";

/**
 * What the index itself says: it is a follower (of `alias:index`), it was one until a stop, it is an
 * ordinary index, missing, or it may not be looked at, or not in full. The plugin's own follower role
 * may not read index settings (403).
 */
export type FollowerMark = "follower" | "stopped" | "ordinary" | "missing" | "forbidden";

/** `GET /{index}/_settings`. After a stop the setting stays in the list, with the value null. */
export async function followerMark(client: Client, index: string): Promise<FollowerMark> {
  return markOf(await indexSettingsOf(client, index));
}

export function markOf(settings: JsonObject | "missing" | "forbidden"): FollowerMark {
  if (typeof settings === "string") return settings;
  const leader = settings[leaderIndexSetting];
  if (typeof leader === "string" && leader !== "") return "follower";
  return leader === null ? "stopped" : "ordinary";
}

/** Whether a block keeps everybody from writing to an index, as far as its settings may be read. */
export function isFenced(settings: JsonObject | "missing" | "forbidden"): boolean {
  return typeof settings !== "string" && settings["index.blocks.write"] === "true";
}

/** The leader that the index itself names, where it may be looked at and is a follower. */
export async function followedLeader(client: Client, index: string): Promise<Leader | undefined> {
  const settings = await indexSettingsOf(client, index);
  const leader = typeof settings === "string" ? undefined : settings[leaderIndexSetting];
  if (typeof leader !== "string") return undefined;
  const colon = leader.indexOf(":");
  if (colon < 1) return undefined;
  return { alias: leader.slice(0, colon), index: leader.slice(colon + 1) };
}

/** The settings of an index by their full names, where they may be read in full. */
export async function indexSettingsOf(
  client: Client,
  index: string,
): Promise<JsonObject | "missing" | "forbidden"> {
  try {
    const answer = await client.request({
      doing: `read the settings of index "${index}"`,
      method: "GET",
      segments: [index, "_settings"],
      query: { flat_settings: "true" },
      isAnswer: (json) =>
        Object.values(json).some((entry) => isObject(entry) && "settings" in entry),
    });
    const entry = Object.values(answer).find((value) => isObject(value) && "settings" in value);
    const settings = isObject(entry) ? entry["settings"] : undefined;
    // Every index has a uuid: what lacks it is cut down, and may lack the mark of a follower, too.
    return isObject(settings) && "index.uuid" in settings ? settings : "forbidden";
  } catch (error) {
    if (!(error instanceof OpenSearchError)) throw error;
    if (error.status === 404) return "missing";
    if (isWithheld(error)) return "forbidden";
    throw error;
  }
}

/** `GET /_cluster/state/blocks/{index}`: whether the index has the follower's write block; `undefined` if this user may not read that. */
export async function hasFollowerBlock(
  client: Client,
  index: string,
): Promise<boolean | undefined> {
  try {
    const { blocks } = await client.request({
      doing: `read the blocks of index "${index}"`,
      method: "GET",
      segments: ["_cluster", "state", "blocks", index],
      isAnswer: (json) => "blocks" in json || "cluster_name" in json,
    });
    if (!isObject(blocks)) return undefined;
    const { indices } = blocks;
    const blocked = isObject(indices) ? own(indices, index) : undefined;
    return isObject(blocked) && Object.hasOwn(blocked, followerBlock);
  } catch (error) {
    if (error instanceof OpenSearchError && !isTransient(error)) return undefined;
    throw error;
  }
}

/** `DELETE /{index}`; a missing index is fine. */
export async function deleteIndex(client: Client, index: string): Promise<void> {
  try {
    await client.request({
      doing: `delete index "${index}"`,
      method: "DELETE",
      segments: [index],
      isAnswer: isAcknowledgement,
    });
  } catch (error) {
    if (error instanceof OpenSearchError && error.status === 404) return;
    throw error;
  }
}
