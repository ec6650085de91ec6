// SPDX-License-Identifier: Apache-2.0
import { bring } from "./start/carry-out";
import type { OperationContext } from "./context";
import { finish, type Progressed } from "./finish";
import type { ReplicationInputs } from "./schema";

/** Starts the replication, or takes it over where it runs already, and waits for what `waitFor` asks. */
export async function createReplication(
  inputs: ReplicationInputs,
  context: OperationContext,
): Promise<Progressed> {
  // Before the start, so that a wrong address or sign-in fails while nothing can have happened.
  const { uuid: clusterUuid } = await context.identity();
  const isReplacement = context.cascade.takeStopped(inputs.index);
  const known = {
    ...{ clusterUuid, isReplacement, settings: undefined },
    ...{ hasBegun: false, acknowledged: false, startedAt: "" },
  };
  const settingsDiffer = inputs.settings !== undefined;
  const occasion = isReplacement ? "replacement" : "nameTaken";
  return finish(inputs, known, context, (progress) =>
    bring({ inputs, settingsDiffer, ...progress }, occasion, context),
  );
}
