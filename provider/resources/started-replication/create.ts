// SPDX-License-Identifier: Apache-2.0
import { bring } from "./carry-out";
import type { OperationContext } from "./context";
import type { Progressed } from "./finish";
import { finish } from "./finish";
import type { ReplicationInputs } from "./schema";

/** Starts the replication, or takes it over where it runs already, and waits for what `waitFor` asks. */
export async function createReplication(
  inputs: ReplicationInputs,
  context: OperationContext,
): Promise<Progressed> {
  // Before the start, so that a wrong address or sign-in fails while nothing can have happened.
  const { uuid } = await context.identity();
  const isReplacement = context.memory.takeStopped(inputs.index);
  return finish({ clusterUuid: uuid }, (onBegun) => bring(inputs, context, isReplacement, onBegun));
}
