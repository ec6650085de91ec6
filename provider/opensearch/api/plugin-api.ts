// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from "../answers/answer";

export const pluginPath = ["_plugins", "_replication"] as const;

/** Whether an answer says that something was accepted, or not. */
export function isAcknowledgement(json: JsonObject): boolean {
  return typeof json["acknowledged"] === "boolean";
}

/** How many follower indexes are asked for, or stopped, at a time. */
export const indexesInFlight = 6;
