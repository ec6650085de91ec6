// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from "./json";
import type { ServerReason } from "./failure";

/** The type of an answer that says, with a status of success, that the call was not confirmed. */
export const notAcknowledged = "not_acknowledged";

/** Who has not confirmed a call, by the field of its answer that says so. */
const confirming = {
  acknowledged: "node",
  shards_acknowledged: "shard",
} as const;

/**
 * Why an answer is no success although its status is: the cluster manager waits 30 s for all nodes, and
 * then answers `false` while the change may still reach them. `undefined` where it says nothing of the kind.
 */
export function unconfirmed(json: JsonObject): ServerReason | undefined {
  for (const [field, who] of Object.entries(confirming)) {
    if (json[field] !== false) continue;
    const reason = `the server answered "${field}": false, so not every ${who} has confirmed it in time`;
    return { type: notAcknowledged, reason };
  }
  return undefined;
}
