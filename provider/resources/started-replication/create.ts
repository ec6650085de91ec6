// SPDX-License-Identifier: Apache-2.0
import type { Made } from "../../lifecycle/definition";
import type { Operation } from "../../lifecycle/operation";
import { OpenLedger } from "../../replication/ledger";
import { followerNamed } from "../../replication/messages";
import { timestamp } from "../../waiting/clock";
import { reconcile } from "../../replication/reconcile";
import { recorded } from "./outcome";
import type { ReplicationState } from "./outputs";
import type { ReplicationInputs } from "./schema";

/**
 * Starts the replication, or takes it over where it runs already, and waits for what `waitFor` asks.
 * `movedTo` is the uuid of another cluster than before.
 */
export async function createReplication(
  inputs: ReplicationInputs,
  operation: Operation,
  movedTo: string | undefined,
): Promise<Made<ReplicationInputs, ReplicationState>> {
  const { claims, client, clock, host, log } = operation;
  const { index, settings } = inputs;
  if (movedTo !== undefined) {
    await log.warn(
      `${followerNamed(index)} starts over on ${client.host}, which is another cluster (uuid ${movedTo}) than before.`,
    );
  }
  const left = claims.takeLeft({ kind: "replication", name: index, host });
  const ledger = new OpenLedger(() => timestamp(clock), "", left?.stopped);
  const isGone = left?.isGone === true;
  ledger.isNameFreed = isGone;
  const isLeft = left !== undefined && !isGone;
  const before = { acknowledged: false, isSaved: isLeft, settings: undefined };
  const reason = isLeft ? "replacement" : "create";
  return recorded(
    inputs,
    before,
    ledger,
    reconcile(inputs, reason, settings !== undefined, ledger, operation),
    claims,
  );
}
