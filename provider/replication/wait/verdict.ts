// SPDX-License-Identifier: Apache-2.0
import { type Hopeless, aheadForGood, aheadPatience, failedCandidates } from "./sentences";
import { isAhead, seemsAhead } from "../../opensearch/api/ahead";
import {
  type Checkpoints,
  notInProgress,
  type ReplicationStatus,
  absenceGrace,
} from "../../opensearch/api/status";
import { unbroken } from "../../opensearch/text/foreign";
import { pausedMeanwhile } from "../recopy/lost-lease";
import { aimedAt, areComplete, isThere, type Target } from "./target";
import type { WaitFor } from "../wish";

export interface Progress {
  readonly target: Target | undefined;
  /** When `REPLICATION NOT IN PROGRESS` was first seen without a break, in milliseconds since the wait began. */
  readonly absentSince: number | undefined;
  /** A follower checkpoint above the leader's, since when, and whether another answer has proved that the leader never had it. */
  readonly ahead: Ahead | undefined;
  /** How many bytes were copied at last, and since when. */
  readonly copied: { readonly bytes: number; readonly since: number } | undefined;
}

interface Ahead {
  readonly first: Checkpoints;
  readonly since: number;
  readonly isProved: boolean;
}

export const noProgress: Progress = {
  target: undefined,
  absentSince: undefined,
  ahead: undefined,
  copied: undefined,
};

/** How long a copy may stand still before it is worth a warning. */
const stallTime = 300_000;

export function isStalled({ copied }: Progress, elapsed: number): boolean {
  return copied !== undefined && elapsed - copied.since >= stallTime;
}

export type Verdict =
  | { readonly kind: "reached"; readonly isAhead?: boolean }
  | ({ readonly kind: "hopeless" } & Hopeless)
  | { readonly kind: "again"; readonly progress: Progress };

export function verdictOn(
  seen: ReplicationStatus,
  goal: WaitFor,
  index: string,
  progress: Progress,
  elapsed: number,
): Verdict {
  const { target: before } = progress;
  const again = (changes: Partial<Progress> = {}): Verdict => ({
    kind: "again",
    progress: { ...noProgress, target: before, ...changes },
  });
  const hopeless = (why: Hopeless): Verdict => ({ kind: "hopeless", ...why });
  switch (seen.status) {
    case "FAILED":
      return hopeless({
        fact: `The replication into "${index}" has failed: ${unbroken(seen.reason) || "no reason given"}. ${failedCandidates(index)}`,
        advice:
          'Fix the cause and run again, which deletes the copy and copies again from the beginning (unless onReplace is "refuse").',
      });
    case "PAUSED":
      return hopeless(pausedMeanwhile(index, seen.reason));
    case notInProgress: {
      const absentSince = progress.absentSince ?? elapsed;
      return elapsed - absentSince > absenceGrace
        ? hopeless({
            fact: `The replication into "${index}" did not start: no replication is in progress. Is the leader index read-only (index.blocks.read_only), or was the follower index deleted meanwhile?`,
            advice: "Run again, which starts over unless an index of that name is left.",
          })
        : again({ absentSince });
    }
    case "SYNCING": {
      if (goal === "acknowledged") return { kind: "reached" };
      const ahead = aheadNow(seen.checkpoints, progress, elapsed);
      if (goal === "syncing")
        return ahead?.isProved === false
          ? again({ ahead })
          : { kind: "reached", isAhead: ahead !== undefined };
      // With several shards, SYNCING is what the first one says; others may still be copied.
      const { checkpoints, bootstrap } = seen;
      const isTold = checkpoints !== undefined && areComplete(checkpoints);
      if (!isTold || bootstrap !== undefined) return again();
      const target = aimedAt(before, checkpoints);
      if (ahead?.isProved === true && elapsed - ahead.since >= aheadPatience)
        return hopeless(aheadForGood(index, checkpoints));
      if (ahead !== undefined) return again({ ahead, target });
      return isThere(checkpoints, target) ? { kind: "reached" } : again({ target });
    }
    case "BOOTSTRAPPING": {
      if (goal === "acknowledged") return { kind: "reached" };
      const bytes = seen.bootstrap?.bytesRecovered ?? 0;
      const isStill = progress.copied?.bytes === bytes;
      return again({ copied: isStill ? progress.copied : { bytes, since: elapsed } });
    }
    default:
      return goal === "acknowledged" ? { kind: "reached" } : again();
  }
}

/** Once proved, checkpoints that meet are no sign of equal documents. */
function aheadNow(
  now: Checkpoints | undefined,
  { ahead }: Progress,
  elapsed: number,
): Ahead | undefined {
  if (ahead?.isProved === true) return ahead;
  if (ahead !== undefined) {
    return isAhead(ahead.first, now) ? { ...ahead, isProved: true } : undefined;
  }
  return seemsAhead(now) ? { first: now, since: elapsed, isProved: false } : undefined;
}
