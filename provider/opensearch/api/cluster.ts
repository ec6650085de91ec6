// SPDX-License-Identifier: Apache-2.0
import type { Client } from "../client/client";
import { textAt } from "./plugin-api";

export interface ClusterIdentity {
  /** Empty where the service hides it; {@link startingUuid} while the node that answers is starting. */
  readonly uuid: string;
  readonly name: string;
  /** OpenSearch's own; empty where it is hidden, or is the version of something that OpenSearch poses as. */
  readonly version: string;
}

/** What a node answers before it has joined its cluster. It is no uuid, and the next answer may have one. */
export const startingUuid = "_na_";

/** `GET /`, which takes `cluster:monitor/main`: the plugin's own roles get a 403. */
export async function clusterIdentity(client: Client): Promise<ClusterIdentity> {
  const answer = await client.request({
    doing: "ask which cluster this is (GET /)",
    method: "GET",
    segments: [],
    isAnswer: (json) => "version" in json || "cluster_name" in json,
  });
  // With `compatibility.override_main_response_version` the number is 7.10.2 and the distribution is left
  // out, as they are by services that hide them; other distributions count their releases otherwise.
  const isItsOwn = textAt(answer, "version", "distribution") === "opensearch";
  return {
    uuid: textAt(answer, "cluster_uuid"),
    name: textAt(answer, "cluster_name"),
    version: isItsOwn ? textAt(answer, "version", "number") : "",
  };
}

/** The versions that features came with. */
const features = { followerIndexPattern: "3.8" } as const;

/** Whether a server of `version` has what came with `needed`; `undefined` where the version is not known. */
export function isAtLeast(version: string, needed: string): boolean | undefined {
  const [a = [], b = []] = [version, needed].map((text) => text.split(/[.-]/).map(Number));
  if (version === "" || !Number.isInteger(a[0]) || !Number.isInteger(a[1])) return undefined;
  const [major, minor] = [(a[0] ?? 0) - (b[0] ?? 0), (a[1] ?? 0) - (b[1] ?? 0)];
  return major > 0 || (major === 0 && minor >= 0);
}

/** Throws where the server is known to lack the feature, before it is asked for it. */
export function requireFeature(feature: keyof typeof features, version: string): void {
  const needed = features[feature];
  if (isAtLeast(version, needed) !== false) return;
  throw new Error(
    `\`${feature}\` needs OpenSearch ${needed}, this is ${version}. Remove it, or upgrade the follower cluster.`,
  );
}
