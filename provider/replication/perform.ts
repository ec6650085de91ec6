// SPDX-License-Identifier: Apache-2.0
import type { Job, Wanted, Occasion, Action } from "./steps";
import { unknownStatus, type ReplicationStatus } from "../opensearch/api/status";
import type { OperationContext } from "../resources/started-replication/context";
import { Refusal } from "../opensearch/answers/refusal";
import { resumeOrCopyAnew } from "./recopy/copy-anew";
import { inspectIndex } from "./look";
import { plan } from "./plan";
import { inspectIndexWithoutLeader } from "./stop/stop-follower";
import { pauseReplication, sendSettings } from "./pause-resume";
import type { Existing, Unreadable } from "./standing";
import { sendStart, type StartOutcome } from "./start/send-start";
import { deleteFollower, stopReplication } from "./stop/stop-replication";
import { waitFor } from "./wait/wait";

/** Starts, or adopts what is there already; returns the last status seen. */
export async function startOrAdopt(
  job: Job,
  occasion: Exclude<Occasion, "unfinished">,
  context: OperationContext,
): Promise<ReplicationStatus> {
  const { ifIndexExists, settings, paused } = job.inputs;
  // Afterwards it could not be told whether a replication that runs is this start's work.
  if (ifIndexExists === "fail" && occasion === "nameTaken") await requireNothing(job, context);
  const outcome = await start(job, context, occasion === "replacement");
  if (outcome === "nameTaken") return planAndCarryOut(job, occasion, context);
  const isUncertain = outcome === "perhapsStarted";
  const actions: Action[] = [
    ...(isUncertain ? (["adopt"] as const) : []),
    ...(isUncertain && settings !== undefined ? (["updateSettings"] as const) : []),
    "wait",
    ...(paused ? (["pause"] as const) : []),
  ];
  return carryOut(actions, job, context);
}

async function requireNothing(job: Job, context: OperationContext): Promise<void> {
  const made = plan(await inspectIndex(job.inputs.index, context), wantedOf(job), "nameTaken");
  if ("refusal" in made) throw new Refusal(made.refusal);
}

export async function planAndCarryOut(
  job: Job,
  occasion: Occasion,
  context: OperationContext,
): Promise<ReplicationStatus> {
  const { index, paused } = job.inputs;
  const existing = paused
    ? await inspectIndexWithoutLeader(index, context)
    : await inspectIndex(index, context);
  const made = plan(existing, wantedOf(job), occasion);
  if ("refusal" in made) throw new Refusal(made.refusal);
  for (const { action, sentence } of made.steps) {
    if (action === "adopt") await context.log.warn(sentence);
    else if (action !== "wait") await context.log.info(sentence);
  }
  return carryOut(
    made.steps.map(({ action }) => action),
    job,
    context,
    existing,
  );
}

async function carryOut(
  actions: readonly Action[],
  job: Job,
  context: OperationContext,
  existing?: Existing | Unreadable,
): Promise<ReplicationStatus> {
  const { inputs, begun } = job;
  const { index } = inputs;
  let seen: ReplicationStatus | undefined;
  let isStarted = false;
  for (const action of actions) {
    switch (action) {
      case "adopt":
        begun("adopted");
        break;
      case "updateSettings":
        await sendSettings(inputs, context);
        job.settingsSent();
        break;
      case "probe":
        isStarted = (await start(job, context, true)) === "started";
        break;
      case "stop":
        await stopReplication(index, context);
        break;
      case "deleteIndex":
        if (!isStarted) await deleteFollower(index, context);
        break;
      case "start":
        if (!isStarted) await startForCertain(job, context);
        break;
      case "resume":
        begun();
        await resumeOrCopyAnew(
          job,
          statusOf(existing),
          { probe: () => start(job, context, true), start: () => startForCertain(job, context) },
          context,
        );
        break;
      case "wait":
        seen = await waitFor(inputs.waitFor, index, context);
        break;
      case "pause":
        seen = await pauseReplication(inputs, context);
    }
  }
  return seen ?? statusOf(existing);
}

async function start(
  { inputs, begun, settingsSent }: Job,
  context: OperationContext,
  isProbe = false,
): Promise<StartOutcome> {
  const outcome = await sendStart(inputs, { isProbe, begun }, context);
  if (outcome !== "started") return outcome;
  begun("started");
  settingsSent();
  return outcome;
}

async function startForCertain(job: Job, context: OperationContext): Promise<void> {
  const outcome = await start(job, context);
  if (outcome === "nameTaken") {
    throw new Refusal(
      `Index "${job.inputs.index}" reappeared right after it was deleted: something else creates it, such as an application that writes to it. Stop that and run again.`,
    );
  }
  // Its index had just been deleted, so what runs now can only be this start's work.
  job.begun("started");
}

function wantedOf({ inputs, settingsDiffer }: Job): Wanted {
  const { leaderAlias } = inputs;
  return { ...inputs, leaderAlias, settingsDiffer };
}

function statusOf(existing: Existing | Unreadable | undefined): ReplicationStatus {
  const isKnown = existing?.kind === "replication";
  return {
    status: isKnown ? existing.status : unknownStatus,
    reason: isKnown ? existing.reason : "",
    leader: undefined,
    checkpoints: undefined,
    bootstrap: undefined,
  };
}
