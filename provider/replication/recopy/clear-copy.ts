// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../../opensearch/answers/refusal";
import { deleteStopped, deleteUnfinished } from "../evidence";
import { deleteSuperseded, type Supersession } from "../promote/supersede";
import type { Ledger, OpenLedger } from "../ledger";
import { lookOnce } from "../look";
import { replacedMeanwhile } from "../messages";
import type { ClusterOperation } from "../operation";
import { mayHoldWrites, type Standing } from "../standing";
import { stopFollower } from "../stop/stop-follower";
import { stopReplication } from "../stop/stop-replication";
import { StandingChanged } from "../standing-changed";
import { type Held, hold } from "./hold";
import type { Probe } from "./probe";

interface Clearing {
  readonly index: string;
  /** Whether the start that is to follow is possible; left out where nothing follows. */
  readonly probe?: Probe | undefined;
  /** `ifIndexExists: "overwrite"`: whatever has the name may be deleted. */
  readonly isConsented: boolean;
  /** What was stopped to be replaced, by this deployment or by one that recorded it in the state. */
  readonly stopped?: Ledger["stopped"];
  /** Another site's copy that has taken the place of what follows nothing any more. */
  readonly supersession?: Supersession | undefined;
  readonly ledger: Pick<OpenLedger, "stopping" | "kept">;
}

/**
 * Makes room under a follower's name: asks whether the start that follows is possible, while the old
 * copy still runs; holds that copy still and reads it; stops it; and deletes its index on evidence.
 * `started` where nothing had the name any more, so that the question was the start.
 */
export async function clearCopy(
  standing: Standing,
  clearing: Clearing,
  operation: ClusterOperation,
): Promise<"cleared" | "started"> {
  const { index, probe, isConsented, stopped } = clearing;
  if (standing.kind === "absent") {
    // The metadata of a replication can outlive its index.
    if (probe === undefined) await stopFollower(index, standing, operation);
    return "cleared";
  }
  if (probe !== undefined && (await probe.first()) === "started") return "started";
  if (!mayHoldWrites(standing)) return clearFollower(standing, clearing, operation);
  const { supersession } = clearing;
  const permit = isConsented ? "overwrite" : { held: stopped?.held };
  const isSuperseded = !isConsented && stopped?.held === undefined && supersession !== undefined;
  const deleted = isSuperseded
    ? await deleteSuperseded(index, supersession, operation, probe?.isNameTaken)
    : await deleteStopped(index, permit, operation, probe?.isNameTaken);
  return deleted === "gone" ? "started" : "cleared";
}

async function clearFollower(
  standing: Standing,
  { index, probe, isConsented, stopped, ledger }: Clearing,
  operation: ClusterOperation,
): Promise<"cleared" | "started"> {
  await requireUnchanged(index, standing, operation);
  const held = await hold(index, standing, true, operation);
  // What was to be replaced and runs on is replaced; what somebody has started in its place is not.
  if (stopped?.held !== undefined && held.holdings?.uuid !== stopped.held.uuid && !isConsented) {
    await held.release();
    throw new Refusal(replacedMeanwhile(index));
  }
  if (held.kind === "gone") {
    ledger.stopping(undefined);
    await stopReplication(index, operation);
    return "cleared";
  }
  const stoppedAt = await stopHeld(index, held, ledger, operation);
  if (stoppedAt === "deleted") return "cleared";
  const permit = isConsented
    ? "overwrite"
    : { held: held.holdings, isWithheld: held.isWithheld, stoppedAt };
  const deleted = await deleteStopped(index, permit, operation, probe?.isNameTaken);
  return deleted === "gone" ? "started" : "cleared";
}

/** A probe may wait for a minute, in which a person may have promoted the copy. */
async function requireUnchanged(
  index: string,
  standing: Standing,
  operation: ClusterOperation,
): Promise<void> {
  if (standing.kind !== "following") return;
  const now = await lookOnce(index, operation);
  const isSame =
    now.kind === "following" &&
    (now.status === "FAILED") === (standing.status === "FAILED") &&
    now.leader?.index === standing.leader?.index &&
    now.leader?.alias === standing.leader?.alias;
  if (!isSame) throw new StandingChanged(index);
}

/** Stops; when, where it is certain that this was what ended the replication. */
async function stopHeld(
  index: string,
  held: Held,
  ledger: Clearing["ledger"],
  operation: ClusterOperation,
): Promise<number | "deleted" | undefined> {
  // A stop of a replication with a red index takes 30 s; one that is deleted first is not waited for.
  const isUnfinished = held.kind === "restoring" || held.kind === "failed";
  const isDeleted = isUnfinished && (await deleteUnfinished(index, operation)) === "deleted";
  // A copy that is there by now can be paused, and holds more than was read of it before.
  if (held.kind === "restoring" && !isDeleted) throw new StandingChanged(index);
  ledger.stopping(held.holdings);
  try {
    const outcome = await stopReplication(index, operation);
    if (isDeleted) return "deleted";
    return outcome === "stopped" ? operation.clock.now() : undefined;
  } catch (error) {
    // A stop whose answer was lost may have happened.
    if (await held.release()) ledger.kept();
    throw error;
  }
}
