// SPDX-License-Identifier: Apache-2.0
import { checkIndexSettings } from "../cluster/check-index-settings";
import { checkClusterWritable } from "../cluster/blocks";
import type { Cluster } from "../cluster/cluster";
import { flattened, type Settings } from "../cluster/settings";
import { Refusal } from "../http/refusal";
import { isObject } from "../json/json";
import { readJson } from "../json/reader";
import { notInProgress } from "./stop";
import { rewrite } from "./store";

/** The settings in the body of an `_update`, with or without the wrapper. */
export const newOverrides = (text: string): Settings => {
  if (text === "") throw new Refusal(400, "parse_exception", "request body is required");
  const body = readJson(text).value;
  const wrapped = isObject(body) ? body["settings"] : undefined;
  return flattened(isObject(wrapped) ? wrapped : isObject(body) ? body : {});
};

/**
 * `_update`: replaces the whole set of overrides. It shows on the index at the next settings poll;
 * while paused it waits for the resume.
 */
export const update = (cluster: Cluster, name: string, settings: Settings): void => {
  checkClusterWritable(cluster.settings);
  const replication = cluster.replications.get(name);
  if (replication === undefined) throw notInProgress(name);
  if (replication.state === "FAILED")
    throw new Refusal(
      500,
      "illegal_state_exception",
      "Cannot update settings when in FAILED state",
    );
  checkIndexSettings(settings);
  replication.overrides = Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== null),
  );
  rewrite(cluster, replication);
};
