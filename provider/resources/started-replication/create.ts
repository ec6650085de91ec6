// SPDX-License-Identifier: Apache-2.0
import { startOrAdopt } from "../../replication/perform";
import type { OperationContext } from "./context";
import { finish, type Progressed } from "./finish";
import type { ReplicationInputs } from "./schema";
import { followerNamed } from "../../replication/sentences";

/**
 * Starts the replication, or takes it over where it runs already, and waits for what `waitFor` asks.
 * `movedTo` is the uuid of another cluster than before.
 */
export async function createReplication(
  inputs: ReplicationInputs,
  movedTo: string | undefined,
  context: OperationContext,
): Promise<Progressed> {
  if (movedTo !== undefined) {
    await context.log.warn(
      `${followerNamed(inputs.index)} starts over on ${context.client.host}, which is another cluster (uuid ${movedTo}) than before.`,
    );
  }
  const isReplacement = context.cascade.takeStopped(inputs.index);
  const known = {
    ...{ isReplacement, settings: undefined },
    ...{ hasBegun: false, acknowledged: false, startedAt: "" },
  };
  const settingsDiffer = inputs.settings !== undefined;
  const occasion = isReplacement ? "replacement" : "nameTaken";
  const progressed = await finish(inputs, known, context, (progress) =>
    startOrAdopt({ inputs, settingsDiffer, ...progress }, occasion, context),
  );
  const { claims, host } = context;
  if (claims.isBeingCleared(inputs.index, host)) {
    claims.note({ note: "cleared", name: inputs.index, host });
  }
  return progressed;
}
