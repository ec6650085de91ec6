// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../opensearch/answers/refusal";
import type { Operation } from "./operation";

/** The cluster that answers, beside the one that a resource was made on. */
interface ClusterNow {
  /** Empty where neither the cluster nor the state tells it. */
  readonly uuid: string;
  /** Another cluster answers, and `onClusterChange` lets the resource start over on it. */
  readonly isAnother: boolean;
}

/** Says that a resource of another cluster is taken for gone, where `onClusterChange` lets it. */
export async function isTakenForGone(
  what: string,
  recorded: string,
  operation: Pick<Operation, "identity" | "client" | "onClusterChange" | "log">,
): Promise<boolean> {
  const { isAnother } = await clusterNow(what, recorded, operation);
  if (!isAnother) return false;
  await operation.log.warn(
    `${what} was on the cluster with uuid ${recorded} and is considered gone.`,
  );
  return true;
}

/**
 * Which cluster answers. Refuses where it is not the one that the resource was made on, unless
 * `onClusterChange` says otherwise: “not here” would be taken for “gone”. Either uuid may be empty,
 * where a service hides it (`GET /` forbidden) or a node is starting.
 */
export async function clusterNow(
  what: string,
  recorded: string,
  { identity, client, onClusterChange }: Pick<Operation, "identity" | "client" | "onClusterChange">,
): Promise<ClusterNow> {
  const { uuid, name } = await identity();
  if (uuid === "" || recorded === "" || uuid === recorded) {
    return { uuid: uuid === "" ? recorded : uuid, isAnother: false };
  }
  if (onClusterChange === "startAnew") return { uuid, isAnother: true };
  throw new Refusal(
    `${what} was created on the cluster with uuid ${recorded}, but ${client.host} is another cluster ("${name}", uuid ${uuid}). If the first cluster still exists, point the provider back at it. If it is gone or abandoned, set \`onClusterChange\` to "startAnew" on the Provider, or OPENSEARCH_ON_CLUSTER_CHANGE=startAnew in the environment: \`pulumi up\` then creates everything on this cluster, and refresh and destroy consider what was on the first one gone. To drop a single resource from the state, use \`pulumi state delete\`.`,
  );
}
