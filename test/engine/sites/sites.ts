// SPDX-License-Identifier: Apache-2.0
import { type ClusterPair, type EmulatedCluster, startPair } from "../../../sandbox/clusters";
import { ask } from "../../support/ask";
import { type EngineStack, newStack } from "../../support/engine-stack";
import { programOf, provider } from "../../support/program-lines";

export const up = ["up", "--yes", "--skip-preview"] as const;

/** Two sites, `eu` and `us`, and a stack with a `ReplicatedPair` over both. */
export interface Sites {
  readonly eu: EmulatedCluster;
  readonly us: EmulatedCluster;
  readonly stack: EngineStack;
  /** Writes the program with this site active; further arguments of the pair, as JavaScript. */
  declare(active: string, more?: string, indexes?: readonly string[]): void;
  /** Writes one document, as an application does; the status of the answer. */
  write(site: EmulatedCluster, id: string, index?: string): Promise<number>;
  /** The ids of the documents of a site's index that an application would find. */
  ids(site: EmulatedCluster, index?: string): Promise<string[]>;
  /** What replicates into a site's index. */
  follows(site: EmulatedCluster, index?: string): Promise<string>;
  close(): Promise<void>;
}

export async function twoSites(version = "3.4.0", documents = 20): Promise<Sites> {
  const pair: ClusterPair = await startPair({ version, pace: { refresh: 0 } });
  const { leader: eu, follower: us } = pair;
  eu.addIndex("orders", documents, 2);
  const stack = await newStack();
  return {
    eu,
    us,
    stack,
    declare(active, more = "", indexes = ["orders"]) {
      const site = (cluster: EmulatedCluster, name: string): string =>
        `${name}: { provider: ${name}, seeds: ["${cluster.transportAddress}"] }`;
      const pairArgs = `{ sites: { ${site(eu, "eu")}, ${site(us, "us")} }, active: "${active}", indexes: ${JSON.stringify(indexes)}, ${more} }`;
      stack.program(
        programOf(
          provider("eu", eu.url),
          provider("us", us.url),
          `const pair = new replication.ReplicatedPair("shop", ${pairArgs});`,
          "exports.active = pair.active; exports.ready = pair.ready; exports.status = pair.status; exports.behind = pair.behind;",
        ),
      );
    },
    async write(site, id, index = "orders") {
      const { status } = await ask(site, "PUT", `/${index}/_doc/${id}`, { id });
      return status;
    },
    async ids(site, index = "orders") {
      await ask(site, "POST", `/${index}/_refresh`);
      const { body } = await ask(site, "GET", `/${index}/_search?size=10000`);
      const { hits } = body["hits"] as { hits: { _id: string }[] };
      return hits.map(({ _id }) => _id).sort();
    },
    async follows(site, index = "orders") {
      const { body } = await ask(site, "GET", `/_plugins/_replication/${index}/_status`);
      return String(body["status"]);
    },
    async close() {
      await pair.close();
      stack.remove();
    },
  };
}
