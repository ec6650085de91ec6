// SPDX-License-Identifier: Apache-2.0
import { inLines } from "../../opensearch/answers/lines";
import { Refusal } from "../../opensearch/answers/refusal";
import type { Operation } from "../../lifecycle/operation";
import { type Ledger, OpenLedger } from "../../replication/ledger";
import {
  ordinaryIndexRefusal,
  stoppedForReplacement,
  unsettledRefusal,
} from "../../replication/messages";
import { clearCopy } from "../../replication/recopy/clear-copy";
import { hold, readFollower } from "../../replication/recopy/hold";
import { probeOf } from "../../replication/recopy/probe";
import { mayHoldWrites, type Standing } from "../../replication/standing";
import { stopFollower } from "../../replication/stop/stop-follower";
import { stopReplication } from "../../replication/stop/stop-replication";
import type { ReplicationInputs } from "./schema";

interface OldCopy {
  readonly index: string;
  /** The replication that is to have the name; nothing where another process has checked it. */
  readonly wish: ReplicationInputs | undefined;
  /** What an earlier operation has stopped to replace it. */
  readonly stopped: Ledger["stopped"];
}

/**
 * Makes room for the create that follows under the same name. The engine can save nothing of a delete
 * that fails, so that what fails after the stop is left to that create, which records it.
 */
export async function makeRoom(
  standing: Standing,
  { index, wish, stopped }: OldCopy,
  operation: Operation,
): Promise<void> {
  const { claims, host, log } = operation;
  const object = { kind: "replication", name: index, host } as const;
  const isConsented = wish?.ifIndexExists === "overwrite";
  if (mayHoldWrites(standing) && !isConsented && stopped?.held === undefined) {
    const isHidden = standing.kind === "unsettled";
    throw new Refusal(
      isHidden
        ? unsettledRefusal(index, "forbidden")
        : ordinaryIndexRefusal(index, true, standing, operation.client.host),
    );
  }
  if (mayHoldWrites(standing)) return claims.leave(object, { stopped });
  // The create itself asks whether its start is possible, and what still runs goes on until then. What
  // it holds is read here, while it follows: who stops it before that create may write to it.
  if (wish === undefined) {
    const isRead =
      standing.kind === "following" ||
      (standing.kind === "unreadable" && standing.mark === "follower");
    const held = isRead ? (await readFollower(index, operation)).holdings : undefined;
    return claims.leave(object, { stopped: stopped ?? { held } });
  }
  const ledger = new OpenLedger(() => "");
  const clearing = { index, probe: probeOf(wish, false, operation), isConsented, ledger };
  try {
    await clearCopy(standing, clearing, operation);
    claims.leave(object, { isGone: true });
  } catch (error) {
    if (ledger.stopped === undefined || !(error instanceof Error)) throw error;
    claims.leave(object, { stopped: ledger.stopped });
    const message = `${error.message}\n${stoppedForReplacement(index)}`;
    await log.warn(inLines(new Error(message, { cause: error })));
  }
}

/**
 * Stops a replication whose connection, or something else it depends on, is deleted before it is
 * replaced. The replication's own create comes after that; it finds what the copy held, and replaces it
 * unless someone has written to it.
 */
export async function stopForCascade(
  standing: Standing,
  index: string,
  operation: Operation,
): Promise<void> {
  const { claims, host } = operation;
  const object = { kind: "replication", name: index, host } as const;
  if (standing.kind !== "following" && standing.kind !== "unreadable")
    return stopFollower(index, standing, operation);
  const { holdings: held, release } = await hold(index, standing, false, operation);
  try {
    await stopReplication(index, operation);
  } catch (error) {
    await release();
    throw error;
  } finally {
    claims.leave(object, { stopped: { held } });
  }
}
