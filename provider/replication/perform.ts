// SPDX-License-Identifier: Apache-2.0
import type { ReplicationStatus } from "../opensearch/api/status";
import type { OpenLedger } from "./ledger";
import { describeStep } from "./messages";
import type { ClusterOperation } from "./operation";
import { pauseReplication, sendSettings } from "./pause-resume";
import type { Reason, Step } from "./plan";
import { resumeByForce, tryResume } from "./recopy/resume";
import { requireMark } from "./recopy/hold";
import { replaceCopy } from "./recopy/replace-copy";
import { promote } from "./promote/promote";
import { lookAtWriting } from "./promote/writing";
import { takePromoted } from "./promote/promotion-of";
import { promotedStatus, type Standing, statusOf } from "./standing";
import { requireCopy } from "./start/require-copy";
import { sendStart } from "./start/send-start";
import { waitFor } from "./wait/wait";
import type { Wish } from "./wish";

/** What came of the steps: the last status, or why another plan is needed. */
export type Performed = { readonly seen: ReplicationStatus } | { readonly because: Reason };

const promotedNow: ReplicationStatus = {
  ...{ status: promotedStatus, reason: "", leader: undefined },
  ...{ checkpoints: undefined, bootstrap: undefined },
};

/** Takes the steps of a plan, one after the other, and notes what must be in the state if it ends there. */
export async function perform(
  steps: readonly Step[],
  standing: Standing,
  reason: Reason,
  wish: Wish,
  ledger: OpenLedger,
  operation: ClusterOperation,
): Promise<Performed> {
  const { index } = wish;
  let seen = statusOf(standing);
  for (const step of steps) {
    if (step !== "start" && step !== "wait") await announce(step, wish, reason, operation);
    switch (step) {
      case "start": {
        const outcome = await sendStart(
          wish,
          { isProbe: false, begun: () => ledger.begun() },
          operation,
        );
        if (outcome === "nameTaken") return { because: "nameTaken" };
        if (ledger.isNameFreed || reason === "replacement" || reason === "unfinished")
          await requireCopy(wish, ledger, operation);
        if (outcome === "perhapsStarted") await adoptLostStart(wish, ledger, operation);
        else ledger.started("started");
        ledger.areSettingsSent = true;
        break;
      }
      case "adopt":
        await requireMark(index, operation);
        ledger.started("adopted");
        break;
      case "updateSettings":
        await sendSettings(wish, operation);
        ledger.areSettingsSent = true;
        break;
      case "resume": {
        ledger.begun();
        const refused = await tryResume(standing, wish, operation);
        if (refused !== undefined) return { because: refused };
        break;
      }
      case "resumeByForce":
        await resumeByForce(wish, ledger, operation);
        break;
      case "replaceCopy": {
        // The server refused the very same start for its name alone.
        const isProved = reason === "nameTaken";
        await replaceCopy(standing, wish, isProved, ledger, operation);
        break;
      }
      case "demote":
        await replaceCopy(standing, wish, false, ledger, operation);
        break;
      case "promote":
        await promote(standing, wish, ledger, operation);
        await lookAtWriting(wish, operation);
        return { seen: promotedNow };
      case "takePromoted":
        await takePromoted(wish, ledger, operation);
        await lookAtWriting(wish, operation);
        return { seen: promotedNow };
      case "wait":
        seen = await waitFor(wish.waitFor, index, operation);
        break;
      case "pause":
        seen = await pauseReplication(index, operation);
        operation.log.progress("paused", "paused");
    }
  }
  return { seen };
}

async function announce(
  step: Step,
  wish: Wish,
  reason: Reason,
  { log }: ClusterOperation,
): Promise<void> {
  const sentence = describeStep(step, wish, reason);
  if (sentence === undefined) return;
  const isWarning = step === "adopt" || reason === "leaseGone" || reason === "leaseGoneRecopies";
  await (isWarning ? log.warn(sentence) : log.info(sentence));
}

/** Whether it was this start, or what stood there before, cannot be told. */
async function adoptLostStart(
  wish: Wish,
  ledger: OpenLedger,
  operation: ClusterOperation,
): Promise<void> {
  ledger.started("adopted");
  if (wish.settings !== undefined) await sendSettings(wish, operation);
}
