// SPDX-License-Identifier: Apache-2.0
import { ask } from "../support/ask";
import type { Bench } from "./bench";

/** Every name that a scenario gives to an index of the follower. */
export const names = ["copy", "second"] as const;

/** What the follower says of one name. */
export interface Standing {
  readonly name: string;
  /** Undefined where no replication is in progress. */
  readonly status: string | undefined;
  /** The leader index that it follows. */
  readonly leaderIndex: string | undefined;
  /** The ids of the index's documents in order; undefined where there is no index that can be searched. */
  readonly documents: readonly string[] | undefined;
}

/** Looks at the follower as anyone could, past the proxy. */
export async function standings(bench: Bench): Promise<Standing[]> {
  // Until a search sees what was written.
  await bench.pass(1_500);
  const { follower } = bench.pair;
  return Promise.all(
    names.map(async (name) => {
      const { status, body } = await ask(follower, "GET", `/_plugins/_replication/${name}/_status`);
      const said = status === 200 ? String(body["status"]) : `HTTP ${status}`;
      const leader = body["leader_index"];
      return {
        name,
        status: said === "REPLICATION NOT IN PROGRESS" ? undefined : said,
        leaderIndex: typeof leader === "string" ? leader : undefined,
        documents: await documentsOf(follower, name),
      };
    }),
  );
}

async function documentsOf(
  cluster: { readonly url: string },
  name: string,
): Promise<string[] | undefined> {
  const { status, body } = await ask(cluster, "GET", `/${name}/_search?size=10000`);
  if (status !== 200) return undefined;
  const { hits } = body["hits"] as { hits: { _id: string }[] };
  return hits.map(({ _id }) => _id).sort();
}

/** An index's settings, flat. */
export async function settingsOf(bench: Bench, name: string): Promise<Record<string, unknown>> {
  const path = `/${name}/_settings?flat_settings=true`;
  const { body } = await ask(bench.pair.follower, "GET", path);
  const entry = body[name] as { settings?: Record<string, unknown> } | undefined;
  return entry?.settings ?? {};
}

/** Whether the replication block of an index keeps everyone from writing to it. */
export async function isBlocked(bench: Bench, name: string): Promise<boolean> {
  if (!bench.pair.follower.hasIndex(name)) return false;
  const { status } = await ask(bench.pair.follower, "PUT", `/${name}/_doc/probe`, { probe: true });
  return status === 403;
}

/** Whether the documents 1 to `count`, which a leader index was made with, are there. */
export function holdsFirst(count: number, standing: Standing | undefined): boolean {
  const held = new Set(standing?.documents ?? []);
  return Array.from({ length: count }, (_none, index) => String(index + 1)).every((id) =>
    held.has(id),
  );
}
