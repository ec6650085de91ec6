// SPDX-License-Identifier: Apache-2.0
import type { Handler, World } from "../../lifecycle/contract";
import { resourceHandler } from "../../lifecycle/resource-handler";
import { createCascade } from "./context";
import { checkInputs } from "./check";
import { createReplication } from "./create";
import { deleteReplication } from "./delete";
import { difference } from "./diff";
import { emptyState, type ReplicationState } from "./outputs";
import { sayOfChange, sayOfNew } from "./preview";
import { readReplication } from "./read";
import { defaults, inputSchema as schema, replacingInputs, type ReplicationInputs } from "./schema";
import { followerNamed } from "../../replication/sentences";
import { hasWork, updateReplication } from "./update";

/** The life of a `StartedReplication`. One handler serves a whole provider process. */
export function startedReplicationHandler(world: World): Handler {
  const cascade = createCascade();
  return resourceHandler<ReplicationInputs, ReplicationState>(
    {
      ...{ schema, defaults, emptyState, hasWork, marksHalfDone: true },
      object: {
        ...{ kind: "replication", called: "follower index", namedBy: ["index"] },
        startOf: ({ leaderIndex, leaderAlias, useRoles, ifIndexExists, onReplace }) => ({
          ...{ leaderIndex, leaderAlias, useRoles, ifIndexExists, onReplace },
        }),
      },
      idOf: ({ index }) => index,
      inputsOfId: (index) => ({ index }),
      named: followerNamed,
      absence: (index) => `Nothing is replicated into "${index}", so it cannot be read.`,
      check: checkInputs,
      sayOfNew,
      diff(id, compared, isUnknown) {
        const { news } = compared;
        if (replacingInputs.some((name) => isUnknown(news[name]))) cascade.announced(id);
        const found = difference(compared, isUnknown);
        return { ...found, say: sayOfChange(id, compared, found, isUnknown) };
      },
      create: (inputs, operation, movedTo) =>
        createReplication(inputs, movedTo, { ...operation, cascade }),
      read: (recorded, operation) => readReplication(recorded, { ...operation, cascade }),
      update: (news, recorded, operation) =>
        updateReplication(news, recorded, { ...operation, cascade }),
      delete: (recorded, owner, operation) =>
        deleteReplication(recorded, owner, { ...operation, cascade }),
    },
    world,
  );
}
