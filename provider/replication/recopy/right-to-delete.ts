// SPDX-License-Identifier: Apache-2.0
import { deleteIndex } from "../../opensearch/api/follower-index";
import { isNotAllowed } from "../../opensearch/answers/withheld";
import type { OperationContext } from "../../resources/started-replication/context";
import type { ExistingOrUnreadable } from "../stop/stop-plan";

/**
 * Throws where the follower index may not be deleted, which the plugin's own roles do not allow, before
 * its replication is stopped. The security plugin looks at the right before the server looks at the
 * write block of a follower, running or paused, so the refusal tells which it is.
 */
export async function requireRightToDelete(
  index: string,
  { client }: Pick<OperationContext, "client">,
): Promise<void> {
  try {
    await deleteIndex(client, index);
  } catch (error) {
    if (isNotAllowed(error)) throw error;
  }
}

/** The same, as far as it can be asked for without deleting anything: of a follower that is certainly under the write block. */
export async function requireRightToDeleteAfterStop(
  index: string,
  existing: ExistingOrUnreadable,
  context: OperationContext,
): Promise<void> {
  const isBlocked =
    existing.kind === "replication" && existing.status === "SYNCING" && existing.hasReplayed;
  if (isBlocked) await requireRightToDelete(index, context);
}
