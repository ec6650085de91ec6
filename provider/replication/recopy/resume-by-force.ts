// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/answers/errors";
import { holdingsOf } from "../../opensearch/api/holdings";
import { resume, status } from "../../opensearch/api/replication";
import { absenceGrace } from "../../opensearch/api/status";
import { within } from "../../waiting/clock";
import { poll } from "../../waiting/poll";
import type { OpenLedger } from "../ledger";
import type { ClusterOperation } from "../operation";
import { isNotPaused } from "../pause-resume";
import type { Wish } from "../wish";
import { probeOf } from "./probe";

const backoff = { first: 500, longest: 3_000, factor: 1.5 };

/**
 * Lets the server stop, delete and start in one call, which is not sent again: it would find nothing to
 * resume in between. Whether a start is possible is asked first.
 */
export async function resumeByForce(
  wish: Wish,
  ledger: OpenLedger,
  operation: ClusterOperation,
): Promise<void> {
  const { client, reads } = operation;
  const { index } = wish;
  // The index may be gone by now, and then this has been the start.
  if ((await probeOf(wish, false, operation).first()) === "started")
    return ledger.started("started");
  ledger.stopping(await holdingsOf(reads, index));
  try {
    await resume(client, index, true);
  } catch (error) {
    if (!(error instanceof OpenSearchError) || !error.mayHaveHappened) throw error;
    const begun = await poll<true>(
      async () =>
        isNotPaused(await status(reads, index)) ? { done: true, value: true } : { done: false },
      { ...within(absenceGrace, operation), backoff },
    );
    if (begun === undefined) throw error;
  }
  ledger.started("started");
}
