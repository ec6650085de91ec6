// SPDX-License-Identifier: Apache-2.0
import type { ClusterPair } from "../../sandbox/clusters";
import { ask } from "./ask";

/** What stands on a follower cluster, asked for as anyone would. */
export interface StandingOnFollower {
  /** `SYNCING of orders`, `none`, … */
  replication(index: string): Promise<string>;
  /** The auto-follow rules, as `name: pattern`. */
  rules(): Promise<string[]>;
  /** The aliases of connections. */
  connections(): Promise<string[]>;
  /** Starts a replication over the connection `leader`, as a person would. */
  start(index: string, leaderIndex: string): Promise<void>;
  /** Stops a replication, as a person would. */
  stop(index: string): Promise<void>;
  /** Writes documents to an index, as a person would. */
  write(index: string, count: number): Promise<void>;
}

/** What stands on the follower of a pair without security. */
export function standingOn({ follower }: ClusterPair): StandingOnFollower {
  const prefix = "/_plugins/_replication";
  return {
    async replication(index) {
      const { body } = await ask(follower, "GET", `${prefix}/${index}/_status`);
      const status = String(body["status"]);
      const leader = body["leader_index"];
      return status === "REPLICATION NOT IN PROGRESS" ? "none" : `${status} of ${String(leader)}`;
    },
    async rules() {
      const { body } = await ask(follower, "GET", `${prefix}/autofollow_stats`);
      const rules = body["autofollow_stats"] as { name: string; pattern: string }[];
      return rules.map(({ name, pattern }) => `${name}: ${pattern}`).sort();
    },
    async connections() {
      const { body } = await ask(follower, "GET", "/_cluster/settings?flat_settings=true");
      const keys = Object.keys(body["persistent"] as object);
      const aliases = keys.flatMap((key) => /^cluster\.remote\.([^.]+)\./.exec(key)?.[1] ?? []);
      return [...new Set(aliases)].sort();
    },
    async start(index, leaderIndex) {
      const body = { leader_alias: "leader", leader_index: leaderIndex };
      await ask(follower, "PUT", `${prefix}/${index}/_start`, body);
    },
    async stop(index) {
      await ask(follower, "POST", `${prefix}/${index}/_stop`, {});
    },
    async write(index, count) {
      for (let at = 0; at < count; at++) {
        await ask(follower, "PUT", `/${index}/_doc/mine-${at}`, { mine: true });
      }
    },
  };
}
