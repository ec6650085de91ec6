// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../opensearch/answers/refusal";
import type { Owner } from "./claims/claim";
import type { World } from "./contract";
import type { Recorded, ResourceDefinition } from "./definition";
import type { Operation } from "./operation";
import { isTakenForGone, ownedByTwo, perhapsAnothers } from "./same-cluster";
import { isForgotten, orGoneForGood } from "./unreachable";

/** Deletes a resource, as far as what it has on the cluster is its own to remove, which the program's claims tell. */
export async function deleteResource<Inputs, State>(
  kind: ResourceDefinition<Inputs, State>,
  world: World,
  recorded: Recorded<Inputs, State>,
  operation: Operation,
): Promise<void> {
  const { claims, host, urn } = operation;
  const { id, state, memory } = recorded;
  const what = kind.named(id);
  const object = kind.object && { kind: kind.object.kind, name: id, host };
  const owner: Owner =
    object === undefined
      ? { kind: "nobody", moved: undefined, declared: undefined }
      : claims.ownerOf({ ...object, uuid: state.clusterUuid, urn });
  if (owner.kind === "contested") throw new Refusal(ownedByTwo(what, owner.claim));
  if (owner.kind === "perhaps")
    throw new Refusal(perhapsAnothers(what, owner.claim, operation.client.host));
  const isDestroyed = owner.kind === "nobody" && world.isDestroy();
  if (isDestroyed && (await isForgotten(what, memory.host, operation))) return;
  await orGoneForGood(urn, async () => {
    if (owner.kind !== "another" && (await isTakenForGone(what, recorded, operation))) return;
    if (object !== undefined) claims.note({ note: "deleting", ...object });
    try {
      await kind.delete?.(recorded, owner, operation);
    } finally {
      if (object !== undefined) claims.note({ note: "deleted", ...object });
    }
  });
}
