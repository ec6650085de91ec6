// SPDX-License-Identifier: Apache-2.0
import { isObject } from "./answer";
import type { Client } from "./client";
import { OpenSearchError } from "./errors";

const leaderIndexSetting = "index.plugins.replication.follower.leader_index";

/**
 * What the index itself says: it is a follower (of `alias:index`), it was one until a stop, it is an
 * ordinary index, missing, or it may not be looked at. The plugin's own follower role may not read
 * index settings (403).
 */
export type FollowerMark = "follower" | "stopped" | "ordinary" | "missing" | "forbidden";

/** `GET /{index}/_settings`. After a stop the setting stays in the list, with the value null. */
export async function followerMark(
  client: Client,
  index: string,
  signal?: AbortSignal,
): Promise<FollowerMark> {
  try {
    const answer = await client.request({
      doing: `read the settings of index "${index}"`,
      method: "GET",
      segments: [index, "_settings"],
      query: { flat_settings: "true" },
      signal,
    });
    const entry = Object.values(answer).find(isObject);
    const settings = entry?.["settings"];
    const mark = isObject(settings) ? settings[leaderIndexSetting] : undefined;
    if (typeof mark === "string" && mark !== "") return "follower";
    return mark === null ? "stopped" : "ordinary";
  } catch (error) {
    if (!(error instanceof OpenSearchError)) throw error;
    if (error.status === 404) return "missing";
    if (error.status === 403) return "forbidden";
    throw error;
  }
}

/** `DELETE /{index}`; a missing index is fine. */
export async function deleteIndex(
  client: Client,
  index: string,
  signal?: AbortSignal,
): Promise<void> {
  try {
    await client.request({
      doing: `delete index "${index}"`,
      method: "DELETE",
      segments: [index],
      signal,
    });
  } catch (error) {
    if (error instanceof OpenSearchError && error.status === 404) return;
    throw error;
  }
}
