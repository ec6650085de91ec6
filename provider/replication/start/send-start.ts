// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/answers/errors";
import { start, type WantedStart } from "../../opensearch/api/replication";
import { pauseAfter, isTransient } from "../../opensearch/client/retry";
import { pollThrough } from "../../waiting/poll";
import { within } from "../../waiting/clock";
import { onceConnected } from "./outbound-connection";
import type { ClusterOperation } from "../operation";
import { clearStaleTask, isStaleTask } from "./stale-task";
import { findLostStart } from "./lost-start";

/** The outcome of a start. A refusal is thrown instead. */
export type StartOutcome =
  | "started"
  /** Everything about the leader is in order, but the follower's name is taken: the plugin checks that last. */
  | "nameTaken"
  /** The answer was lost, and now the wanted replication runs: this start's work, or what stood there before. */
  | "perhapsStarted";

interface StartPurpose {
  /**
   * The index stands there, so that the start cannot succeed, and sending it again does no harm:
   * it only tells whether everything else is in order.
   */
  readonly isProbe: boolean;
  /** Called when a start may have been accepted and its outcome cannot be read. */
  readonly begun: () => void;
}

/** How often a start is sent whose answers are lost. */
const sendings = 4;

/** A leader index that was just made has its shards up within seconds. */
const shardsBackoff = { first: 1_000, longest: 5_000, factor: 1.5 };
const shardsPatience = 60_000;

/** Sends the start; a connection that is still coming, and a leader index whose shards are not up yet, are waited for. */
export function sendStart(
  inputs: WantedStart,
  purpose: StartPurpose,
  operation: ClusterOperation,
): Promise<StartOutcome> {
  const areShardsMissing = (error: unknown): boolean =>
    error instanceof OpenSearchError && error.is("leaderPrimariesNotActive");
  const send = (): Promise<StartOutcome> =>
    pollThrough(() => sendUntilKnown(inputs, purpose, operation), areShardsMissing, {
      ...within(shardsPatience, operation),
      backoff: shardsBackoff,
    });
  return onceConnected(inputs.leaderAlias, send, operation);
}

/**
 * Start is not idempotent, and a lost answer or a server-side time-out may hide a start that runs. So
 * it is sent again only where `_status` shows that the one before came to nothing.
 */
async function sendUntilKnown(
  inputs: WantedStart,
  { isProbe, begun }: StartPurpose,
  operation: ClusterOperation,
): Promise<StartOutcome> {
  const { client, clock, signal, startSlot } = operation;
  let isCleared = false;
  // The plugin may have noted a start although nothing came of it; a stop cleans that up.
  let mayBeNoted = false;
  let pause: number | undefined;
  for (let sending = 1; ; sending++) {
    try {
      if (pause !== undefined) await clock.sleep(pause, signal);
      await startSlot(() => start(client, inputs), signal);
      return "started";
    } catch (error) {
      if (!(error instanceof OpenSearchError)) {
        if (mayBeNoted) begun();
        throw error;
      }
      if (isNameTaken(error)) return "nameTaken";
      if (!isProbe && !isCleared && isStaleTask(error, inputs.index)) {
        const found = await clearStaleTask(inputs, operation);
        if (found === "wanted") return "perhapsStarted";
        if (found !== "cleared") throw error;
        isCleared = true;
        pause = undefined;
        continue;
      }
      mayBeNoted = false;
      if (error.mayHaveHappened && !isProbe) {
        const found = await findLostStart(inputs, operation).catch((unreadable: unknown) => {
          begun();
          throw unreadable;
        });
        if (found === "wanted") return "perhapsStarted";
        mayBeNoted = found === "nothing";
      }
      const isLast = sending >= sendings || !isTransient(error);
      pause = isLast ? undefined : pauseAfter(error, sending, operation);
      if (pause !== undefined) continue;
      if (mayBeNoted) begun();
      throw error;
    }
  }
}

/** Whether the plugin found everything in order but the follower's name. */
function isNameTaken(error: OpenSearchError): boolean {
  return error.is("nameTaken");
}
