// SPDX-License-Identifier: Apache-2.0
import { deleteIndex } from "../../opensearch/follower-index";
import { resume } from "../../opensearch/replication";
import type { ReplicationStatus } from "../../opensearch/status";
import type { OperationContext } from "./context";
import { look } from "./look";
import { type Occasion, plan, type Plan, type Step } from "./plan";
import type { ReplicationInputs } from "./schema";
import { sendStart } from "./start-outcome";
import { waitFor } from "./wait";

/** Says whether the replication may exist from now on, so that a failure must be recorded. */
export type OnBegun = () => void;

/** A plan that has no steps. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/** Starts, or takes up what stands there already, and waits; returns the last status seen. */
export async function bring(
  inputs: ReplicationInputs,
  context: OperationContext,
  isReplacement: boolean,
  onBegun: OnBegun,
): Promise<ReplicationStatus> {
  const outcome = await sendStart(inputs, context);
  if (outcome.kind === "acknowledged") {
    onBegun();
    return waitFor(inputs.waitFor, inputs.index, context);
  }
  if (outcome.kind === "nameTaken") {
    return takeUp(inputs, context, isReplacement ? "replacement" : "nameTaken", onBegun);
  }
  onBegun();
  return settleUnknown(inputs, context, outcome.error);
}

/** Looks at what stands, plans, and carries the plan out. */
export async function takeUp(
  inputs: ReplicationInputs,
  context: OperationContext,
  occasion: Occasion,
  onBegun: OnBegun,
): Promise<ReplicationStatus> {
  const wanted = { ...inputs, leaderAlias: inputs.leaderAlias };
  const steps = stepsOf(plan(await look(inputs.index, context), wanted, occasion));
  for (const step of steps) {
    if (step === "wait") break;
    await carryOut(step, inputs, context, onBegun);
  }
  return waitFor(inputs.waitFor, inputs.index, context);
}

async function carryOut(
  step: Exclude<Step, "wait">,
  inputs: ReplicationInputs,
  context: OperationContext,
  onBegun: OnBegun,
): Promise<void> {
  const { index, leaderIndex } = inputs;
  switch (step) {
    case "adopt":
      onBegun();
      context.memory.adopted(index, context.urn);
      return context.warn(
        `Index "${index}" already replicates leader index "${leaderIndex}": that replication was taken over.`,
      );
    case "resume":
      onBegun();
      return resume(context.client, index);
    case "deleteIndex":
      return deleteIndex(context.client, index);
    case "start": {
      const outcome = await sendStart(inputs, context);
      if (outcome.kind === "nameTaken") throw outcome.error;
      onBegun();
      if (outcome.kind === "unknown") await settleUnknown(inputs, context, outcome.error);
    }
  }
}

/** After a lost answer `_status` decides; where it shows nothing, the answer was a refusal. */
async function settleUnknown(
  inputs: ReplicationInputs,
  context: OperationContext,
  error: Error,
): Promise<ReplicationStatus> {
  try {
    return await waitFor(inputs.waitFor, inputs.index, context);
  } catch (waitError) {
    const message = `${error.message} After that: ${waitError instanceof Error ? waitError.message : String(waitError)}`;
    throw new Error(message, { cause: waitError });
  }
}

function stepsOf(made: Plan): readonly Step[] {
  if ("refusal" in made) throw new Refusal(made.refusal);
  return made.steps;
}
