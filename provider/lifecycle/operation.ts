// SPDX-License-Identifier: Apache-2.0
import { accessFrom, boundTo, retryingReads } from "../opensearch/access";
import { clusterAddress } from "../opensearch/settings/addresses";
import type { OnClusterChange, WhenUnreachable } from "../opensearch/settings/client-settings";
import { aboutSignIn, isStored, storedSignIn } from "../opensearch/sign-in/stored-sign-in";
import type { ClusterOperation } from "../replication/operation";
import { deadlineIn } from "../waiting/clock";
import { type Claims, claimsIn } from "./claims/claims";
import type { Call, World } from "./contract";
import { progressLog } from "../waiting/progress-log";

export interface Operation extends ClusterOperation {
  readonly onClusterChange: OnClusterChange;
  readonly whenUnreachable: WhenUnreachable;
  /** The resource that the operation is for, where it says so. */
  readonly urn: string | undefined;
  readonly claims: Claims;
  /** The address that the cluster is known by before anything is asked of it; empty where the settings name none. */
  readonly host: string;
}

/** Where the operations of one handler begin, with access to its provider's cluster. */
export function operationsIn(world: World) {
  const { clock, random, settings, configured } = world;
  const host = clusterAddress(settings);
  const claims = claimsIn(world.journal, world.isDestroy);
  const refused = aboutSignIn(settings, configured);
  const access = accessFrom(
    () => settings,
    clock,
    (failure) => {
      const who = refused(failure);
      const isWithoutProgram = isStored(configured) && !claims.areThere();
      return who !== undefined && isWithoutProgram ? `${who} ${storedSignIn}` : who;
    },
  );
  return {
    claims,
    host,
    /** An operation that begins now and may last for so many milliseconds. */
    begin: (call: Call, limit: number): Operation => {
      const { urn, signal } = call;
      const retrying = { clock, random, deadline: deadlineIn(limit, clock), signal };
      const client = boundTo(access.client(), retrying);
      const log = progressLog(call.log, world);
      for (const warning of access.warnings()) void log.warn(warning);
      return {
        ...retrying,
        client,
        reads: retryingReads(client, retrying),
        identity: () =>
          access.identity(retrying, (refused) =>
            log.progress(
              "access",
              `waiting for access to ${refused.host} (${refused.status ?? refused.type ?? "no answer"})`,
            ),
          ),
        onClusterChange: access.onClusterChange(),
        whenUnreachable: access.whenUnreachable(),
        startSlot: access.startSlot(),
        urn,
        log,
        claims,
        host,
      };
    },
  };
}
