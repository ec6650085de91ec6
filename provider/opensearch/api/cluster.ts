// SPDX-License-Identifier: Apache-2.0
import { isObject, type JsonObject } from "../answers/answer";
import type { Client } from "../client/client";

export interface ClusterIdentity {
  /** Empty where the service hides it; {@link startingUuid} while the node that answers is starting. */
  readonly uuid: string;
  readonly name: string;
  /** OpenSearch's own; empty where it is hidden, or is the version of something that OpenSearch poses as. */
  readonly version: string;
}

/** What a node answers before it has joined its cluster. It is no uuid, and the next answer may have one. */
export const startingUuid = "_na_";

/**
 * With `compatibility.override_main_response_version` the number is 7.10.2 and the distribution is left
 * out, as they are by services that hide them; other distributions count their releases otherwise.
 */
function isItsOwn(version: JsonObject): boolean {
  return version["distribution"] === "opensearch";
}

/** `GET /`: allowed to every user that may sign in. */
export async function clusterIdentity(client: Client): Promise<ClusterIdentity> {
  const answer = await client.request({
    doing: "reach the follower cluster",
    method: "GET",
    segments: [],
    isAnswer: (json) => "version" in json || "cluster_name" in json,
  });
  const { version } = answer;
  const text = (value: unknown): string => (typeof value === "string" ? value : "");
  return {
    uuid: text(answer["cluster_uuid"]),
    name: text(answer["cluster_name"]),
    version: isObject(version) && isItsOwn(version) ? text(version["number"]) : "",
  };
}
