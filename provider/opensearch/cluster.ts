// SPDX-License-Identifier: Apache-2.0
import { isObject } from "./answer";
import type { Client } from "./client";

/** Which cluster answers, and what it runs. */
export interface ClusterIdentity {
  /** Empty where the service hides it. */
  readonly uuid: string;
  readonly name: string;
  readonly version: string;
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
    version: isObject(version) ? text(version["number"]) : "",
  };
}
