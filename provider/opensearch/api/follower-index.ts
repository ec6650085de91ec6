// SPDX-License-Identifier: Apache-2.0
import { isObject, type Json, type JsonObject } from "../answers/answer";
import type { Client } from "../client/client";
import { OpenSearchError } from "../answers/errors";
import type { Leader } from "./status";
import { isWithheld } from "../answers/withheld";
import { isTransient } from "../client/retry";
import { change, textAt, valueAt } from "./plugin-api";

const leaderIndexSetting = "index.plugins.replication.follower.leader_index";

/**
 * What the index itself says: it is a follower (of `alias:index`), it was one until a stop, it is an
 * ordinary index, missing, or it may not be looked at, or not in full. The plugin's own follower role
 * may not read index settings (403).
 */
export type FollowerMark = "follower" | "stopped" | "ordinary" | "missing" | "forbidden";

/** The settings of an index by their full names, where they may be read in full. */
type ReadSettings = JsonObject | "missing" | "forbidden";

/** `GET /{index}/_settings`. After a stop the setting stays in the list, with the value null. */
export async function followerMark(client: Client, index: string): Promise<FollowerMark> {
  return markOf(await indexSettingsOf(client, index));
}

export function markOf(settings: ReadSettings): FollowerMark {
  if (typeof settings === "string") return settings;
  const leader = settings[leaderIndexSetting];
  if (typeof leader === "string" && leader !== "") return "follower";
  return leader === null ? "stopped" : "ordinary";
}

/** Whether a block keeps everybody from writing to an index, as far as its settings may be read. */
export function isFenced(settings: ReadSettings): boolean {
  return typeof settings !== "string" && settings["index.blocks.write"] === "true";
}

/** The leader that the index itself names, where it may be looked at and is a follower. */
export async function followedLeader(client: Client, index: string): Promise<Leader | undefined> {
  return leaderIn(await indexSettingsOf(client, index));
}

export function leaderIn(settings: ReadSettings): Leader | undefined {
  const leader = typeof settings === "string" ? "" : textAt(settings, leaderIndexSetting);
  const colon = leader.indexOf(":");
  return colon < 1 ? undefined : { alias: leader.slice(0, colon), index: leader.slice(colon + 1) };
}

export async function indexSettingsOf(client: Client, index: string): Promise<ReadSettings> {
  try {
    const answer = await client.request({
      doing: `read the settings of index "${index}"`,
      method: "GET",
      segments: [index, "_settings"],
      query: { flat_settings: "true" },
      isAnswer: (json) => settingsIn(json) !== undefined,
    });
    const settings = settingsIn(answer);
    // Every index has a uuid: what lacks it is cut down, and may lack the mark of a follower, too.
    return isObject(settings) && "index.uuid" in settings ? settings : "forbidden";
  } catch (error) {
    if (!(error instanceof OpenSearchError)) throw error;
    if (error.status === 404) return "missing";
    if (isWithheld(error)) return "forbidden";
    throw error;
  }
}

function settingsIn(answer: JsonObject): Json | undefined {
  return Object.values(answer)
    .map((entry) => valueAt(entry, "settings"))
    .find((settings) => settings !== undefined);
}

/**
 * `GET /_cluster/state/blocks/{index}`: whether the index has the follower's write block, which has the
 * id 1000; `undefined` if this user may not read that.
 */
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
    return valueAt(blocks, "indices", index, "1000") !== undefined;
  } catch (error) {
    if (error instanceof OpenSearchError && !isTransient(error)) return undefined;
    throw error;
  }
}

/** `POST /{index}/_refresh`, which makes what an index holds searchable. Whoever may not do it, or not now, waits for the index's own refresh. */
export async function refreshIfAllowed(client: Client, index: string): Promise<void> {
  const doing = `refresh index "${index}"`;
  try {
    await client.request({ doing, method: "POST", segments: [index, "_refresh"] });
  } catch (error) {
    if (!(error instanceof OpenSearchError)) throw error;
  }
}

/** `DELETE /{index}`; a missing index is fine. */
export async function deleteIndex(client: Client, index: string): Promise<void> {
  try {
    await change(client, { doing: `delete index "${index}"`, method: "DELETE", segments: [index] });
  } catch (error) {
    if (error instanceof OpenSearchError && error.status === 404) return;
    throw error;
  }
}
