// SPDX-License-Identifier: Apache-2.0
import type { Operation } from "../../lifecycle/operation";
import { OpenLedger } from "../../replication/ledger";
import { pauseReplication } from "../../replication/pause-resume";
import { replaceCopy } from "../../replication/recopy/replace-copy";
import type { Standing } from "../../replication/standing";
import { waitFor } from "../../replication/wait/wait";
import type { ReplicationInputs } from "./schema";

/**
 * Replaces the copy by a new one of the same leader. For a replacement that the engine creates before it
 * deletes (`--target-replace`, `pulumi state taint`, `replaceWith`): its create has taken over what ran.
 */
export async function copyAgain(
  standing: Standing,
  inputs: ReplicationInputs,
  operation: Operation,
): Promise<void> {
  const { index, paused } = inputs;
  await replaceCopy(standing, inputs, false, new OpenLedger(() => ""), operation);
  await waitFor(inputs.waitFor, index, operation);
  if (paused) await pauseReplication(index, operation);
}
