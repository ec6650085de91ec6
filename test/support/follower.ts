// SPDX-License-Identifier: Apache-2.0
import type { ReadyPair } from "../../sandbox/clusters/ready-file";
import { ask } from "../sandbox/clusters/pair";

/** The follower of a pair in a process of its own, asked as its administrator. */
export interface Follower {
  request(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>;
  count(index: string): Promise<number>;
  statusOf(index: string): Promise<unknown>;
  /** The aliases that settings of a connection are set for. */
  aliases(): Promise<string[]>;
  /** The indexes that follow a leader's, as the statistics of the plugin count them. */
  syncing(): Promise<unknown>;
}

/** The follower of a pair, for a test that has its password. */
export function followerOf({ followerUrl }: ReadyPair, password: string): Follower {
  const authorization = `Basic ${Buffer.from(`admin:${password}`).toString("base64")}`;
  const request: Follower["request"] = async (method, path, body) => {
    const {
      status,
      body: answer,
      error,
    } = await ask(followerUrl, method, path, body, authorization);
    if (status >= 400) throw new Error(`${method} ${path}: ${status} ${error}`);
    return answer;
  };
  return {
    request,
    async count(index) {
      await request("POST", `/${index}/_refresh`);
      return Number((await request("GET", `/${index}/_count`))["count"]);
    },
    statusOf: async (index) =>
      (await request("GET", `/_plugins/_replication/${index}/_status`))["status"],
    async aliases() {
      const settings = await request("GET", "/_cluster/settings?flat_settings=true");
      const keys = Object.keys(settings["persistent"] ?? {});
      return keys.flatMap((key) => /^cluster\.remote\.([^.]+)\./.exec(key)?.[1] ?? []);
    },
    syncing: async () =>
      (await request("GET", "/_plugins/_replication/follower_stats"))["num_syncing_indices"],
  };
}
