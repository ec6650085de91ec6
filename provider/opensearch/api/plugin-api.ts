// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from "../answers/answer";

export const pluginPath = ["_plugins", "_replication"] as const;

/** Whether an answer says that something was done; one that says `false` is a failure of any call. */
export function isAcknowledgement(json: JsonObject): boolean {
  return json["acknowledged"] === true;
}

/** How many follower indexes are asked for, or stopped, at a time. */
export const indexesInFlight = 6;
