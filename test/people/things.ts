// SPDX-License-Identifier: Apache-2.0
import type { Scene } from "./scene";
import { aliasOf, type Declared, type Village } from "./village";

/** What a resource is declared for, whatever the resource is called. */
export type Thing =
  | {
      readonly kind: "replication";
      readonly index: string;
      readonly leaderIndex: string;
      readonly alias: string;
      readonly isPaused: boolean;
    }
  | { readonly kind: "connection"; readonly alias: string; readonly isProxied: boolean }
  | {
      readonly kind: "rule";
      readonly rule: string;
      readonly pattern: string;
      readonly alias: string;
    };

/** What a resource is declared for. */
export function thingOf(village: Village, one: Declared): Thing | undefined {
  switch (one.kind) {
    case "replication": {
      const { kind, index, leaderIndex, via, more } = one;
      const isPaused = more["paused"] === true;
      return { kind, index, leaderIndex, alias: aliasOf(village, via), isPaused };
    }
    case "connection":
      return { kind: one.kind, alias: one.alias, isProxied: one.isProxied };
    case "rule":
      return {
        kind: one.kind,
        rule: one.rule,
        pattern: one.pattern,
        alias: aliasOf(village, one.via),
      };
    case "gate":
      return undefined;
  }
}

/** What there can be only one of. */
export function keyOf(thing: Thing): string {
  switch (thing.kind) {
    case "replication":
      return `replication ${thing.index}`;
    case "connection":
      return `connection ${thing.alias}`;
    case "rule":
      return `rule ${thing.rule} over ${thing.alias}`;
  }
}

/** What is wrong with a thing; `undefined` where it is as declared. */
export async function faultOf(scene: Scene, thing: Thing): Promise<string | undefined> {
  switch (thing.kind) {
    case "replication":
      return faultOfReplication(scene, thing);
    case "connection": {
      const own = (await connectionKeys(scene)).filter(([alias]) => alias === thing.alias);
      const key = thing.isProxied ? "proxy_address" : "seeds";
      if (own.some(([, name]) => name === key)) return undefined;
      return `the connection "${thing.alias}" has ${own.map(([, name]) => name).join() || "no keys"}`;
    }
    case "rule": {
      const found = (await rules(scene)).find(({ name }) => name === thing.rule);
      if (found?.pattern === thing.pattern) return undefined;
      return `the rule "${thing.rule}" has ${found === undefined ? "gone" : `the pattern ${found.pattern}`}`;
    }
  }
}

async function faultOfReplication(
  scene: Scene,
  { index, leaderIndex, alias, isPaused }: Extract<Thing, { kind: "replication" }>,
): Promise<string | undefined> {
  const found = await statusOf(scene, index);
  const is = `${found.status} of ${found.leaderIndex ?? "nothing"} over ${found.alias ?? "nothing"}`;
  const wanted = `${isPaused ? "PAUSED" : "SYNCING"} of ${leaderIndex} over ${alias}`;
  if (is !== wanted) return `"${index}" is ${is}, not ${wanted}`;
  const isGone = !scene.pair.leader.hasIndex(leaderIndex) || !scene.pair.follower.hasIndex(index);
  if (isPaused || isGone) return undefined;
  const counts = [scene.pair.leader, scene.pair.follower].map((cluster, at) =>
    cluster.documentCount(at === 0 ? leaderIndex : index),
  );
  return counts[0] === counts[1] ? undefined : `"${index}" holds ${counts[1]} of ${counts[0]}`;
}

/** What `_status` says. */
export async function statusOf(
  scene: Scene,
  index: string,
): Promise<{ status: string; leaderIndex: string | undefined; alias: string | undefined }> {
  const said = await scene.asked("GET", `/_plugins/_replication/${index}/_status`);
  const text = (value: unknown): string | undefined =>
    typeof value === "string" ? value : undefined;
  const status = text(said?.["status"]) ?? "unknown";
  const isGone = status === "REPLICATION NOT IN PROGRESS";
  return {
    status: isGone ? "nothing" : status,
    leaderIndex: isGone ? undefined : text(said?.["leader_index"]),
    alias: isGone ? undefined : text(said?.["leader_alias"]),
  };
}

/** The settings of all connections, as alias and name. */
export async function connectionKeys(scene: Scene): Promise<[string, string][]> {
  const settings = await scene.asked("GET", "/_cluster/settings?flat_settings=true");
  return Object.keys((settings?.["persistent"] as object | undefined) ?? {}).flatMap((key) => {
    const [, alias, name] = /^cluster\.remote\.([^.]+)\.(.+)$/.exec(key) ?? [];
    return alias === undefined || name === undefined ? [] : [[alias, name] as [string, string]];
  });
}

/** The auto-follow rules. */
export async function rules(scene: Scene): Promise<{ name: string; pattern: string }[]> {
  const stats = await scene.asked("GET", "/_plugins/_replication/autofollow_stats");
  return (stats?.["autofollow_stats"] ?? []) as { name: string; pattern: string }[];
}
