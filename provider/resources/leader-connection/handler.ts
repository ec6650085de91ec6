// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import type { Comparison } from "../../lifecycle/comparison";
import type { Difference, Handler, World } from "../../lifecycle/contract";
import { resourceHandler } from "../../lifecycle/resource-handler";
import { configureConnection } from "./configure";
import { deleteConnection } from "./delete";
import { keysFrom } from "./keys";
import { readConnection } from "./read";
import {
  type ConnectionInputs,
  type ConnectionState,
  checkConnection,
  defaults,
  object,
  inputSchema as schema,
  emptyState,
} from "./schema";

export function leaderConnectionHandler(world: World): Handler {
  return resourceHandler<ConnectionInputs, ConnectionState>(
    {
      schema,
      defaults,
      emptyState,
      object,
      marksHalfDone: true,
      idOf: ({ alias }) => alias,
      inputsOfId: (alias) => ({ alias }),
      named: (alias) => `Connection "${alias}"`,
      absence: (alias) => `Connection "${alias}" does not exist, so it cannot be read.`,
      check: checkConnection,
      diff(id, compared, isUnknown) {
        const found = connectionDifference(compared);
        const { alias } = compared.news;
        const isMoved = found.replaces.length > 0 && typeof alias === "string" && !isUnknown(alias);
        return { ...found, say: isMoved ? aliasChange(id, alias) : undefined };
      },
      create(inputs, operation, movedTo) {
        // What the resource has already, in a replacement under its alias, is changed in place.
        const { claims, host, urn } = operation;
        const left = claims.takeLeft({ kind: "connection", name: inputs.alias, host });
        const isOwn = left !== undefined || claims.claimOf(urn)?.has === inputs.alias;
        const occasion = isOwn && movedTo === undefined ? "update" : "create";
        return configureConnection(inputs, { occasion, isWaitedFor: true }, operation);
      },
      read: ({ inputs }, operation) => readConnection(inputs, operation),
      hasWork: (news, { inputs, state, memory }) =>
        memory.unfinished === true ||
        (news.waitFor === "connected" && !state.connected) ||
        !isDeepStrictEqual(keysFrom(inputs), keysFrom(news)),
      update(news, { inputs, memory }, operation) {
        // A connection that stood, and whose leader is down, holds up nothing that does not need it.
        const isWaitedFor =
          memory.unfinished === true || !isDeepStrictEqual(keysFrom(inputs), keysFrom(news));
        return configureConnection(news, { occasion: "update", isWaitedFor }, operation);
      },
      async deferred({ alias, whenUnreachable }, recorded, { host }, { log }) {
        if (whenUnreachable !== "defer" || recorded === undefined) return undefined;
        await log.warn(
          `Connection "${alias}" is left as it was last read, as whenUnreachable allows: ${host} cannot be reached.`,
        );
        return { state: recorded.state };
      },
      delete: ({ id, inputs }, owner, operation) =>
        deleteConnection(id, inputs.force, owner, operation),
    },
    world,
  );
}

export function connectionDifference({
  olds,
  news,
  differs,
  anyDiffers,
  hasOtherHost,
}: Comparison): Difference {
  // The new alias is made before the old one is removed, so that what follows it can move.
  const deleteBeforeReplace = false;
  if (differs("alias")) return { changes: true, replaces: ["alias"], deleteBeforeReplace };
  const isUnfinished = news["waitFor"] === "connected" && olds["connected"] !== true;
  const changes = hasOtherHost || (anyDiffers ? undefined : isUnfinished);
  return { changes, replaces: [], deleteBeforeReplace };
}

function aliasChange(from: string, to: string): string {
  return `Connection "${to}" is created, and what the program replicates over "${from}" moves to it. Followers of auto-follow rules stay with "${from}", which is not removed until they are stopped.`;
}
