// SPDX-License-Identifier: Apache-2.0
import { operationsBehind } from "../../opensearch/api/status";
import type { Standing } from "../standing";

/** The warning about a follower that is about to be stopped and lacks something; nothing where it is not known to. */
export function incomplete(index: string, standing: Standing): string | undefined {
  const missing = lacking(standing);
  return missing === undefined
    ? undefined
    : `Index "${index}" may be kept without all that its leader holds: ${missing}. What has not come by now does not come any more.`;
}

function lacking(standing: Standing): string | undefined {
  if (standing.kind === "unreadable")
    return "its leader is down, so that what it lacks is not known";
  if (standing.kind !== "following") return undefined;
  const { status, checkpoints } = standing;
  switch (status) {
    case "PAUSED":
      return "its replication is paused";
    case "FAILED":
      return "its replication has failed";
    case "BOOTSTRAPPING":
      return "it is still being copied";
    default: {
      const behind = checkpoints === undefined ? 0 : operationsBehind(checkpoints);
      return behind === 0 ? undefined : `it is ${behind} operations behind`;
    }
  }
}
