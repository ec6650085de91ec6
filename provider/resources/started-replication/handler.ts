// SPDX-License-Identifier: Apache-2.0
import type { Handler, World } from "../../lifecycle/contract";
import { resourceHandler } from "../../lifecycle/resource-handler";
import { unknownStatus } from "../../opensearch/api/status";
import { followerNamed } from "../../replication/messages";
import { deferredReplication, orDefer } from "../../replication/promote/messages";
import { checkInputs } from "./check";
import { createReplication } from "./create";
import { deleteReplication } from "./delete";
import { difference } from "./diff";
import { emptyState, type ReplicationState } from "./outputs";
import { forcedReplacement, sayOfChange, sayOfNew } from "./preview";
import { readReplication, stoppedSince } from "./read";
import { defaults, inputSchema as schema, object, type ReplicationInputs } from "./schema";
import { hasWork, updateReplication } from "./update";

/** The life of a `StartedReplication`. One handler serves a whole provider process. */
export function startedReplicationHandler(world: World): Handler {
  return resourceHandler<ReplicationInputs, ReplicationState>(
    {
      ...{ schema, defaults, emptyState, object, hasWork, marksHalfDone: true },
      idOf: ({ index }) => index,
      inputsOfId: (index) => ({ index }),
      named: followerNamed,
      absence: (index) => `Nothing is replicated into "${index}", so it cannot be read.`,
      check: checkInputs,
      sayOfNew,
      forced: forcedReplacement,
      diff(id, compared, isUnknown) {
        const found = difference(compared, isUnknown);
        return { ...found, say: sayOfChange(id, compared, found, isUnknown) };
      },
      create: createReplication,
      lostSince: stoppedSince,
      read: readReplication,
      update: updateReplication,
      async deferred(news, recorded, error, { log, client }) {
        if (news.promoted === false && news.whenUnreachable !== "defer") throw orDefer(error);
        if (news.whenUnreachable !== "defer") return undefined;
        await log.warn(deferredReplication(news.index, client.host, error.type ?? "no answer"));
        const state = { ...emptyState, status: unknownStatus };
        return { state: recorded?.state ?? state };
      },
      delete: deleteReplication,
    },
    world,
  );
}
