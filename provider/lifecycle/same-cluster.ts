// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../opensearch/answers/refusal";
import { unbroken } from "../opensearch/text/foreign";
import type { Claim } from "./claims/claim";
import type { Memory } from "./saved";
import type { OfCluster } from "./definition";
import type { Operation } from "./operation";

/** The cluster that answers, beside the one that a resource was made on. */
interface ClusterNow {
  /** Empty where neither the cluster nor the state tells it. */
  readonly uuid: string;
  /** A different cluster answers, and `onClusterChange: "startAnew"` allows recreating there. */
  readonly isAnother: boolean;
}

/** What the state tells of the cluster that a resource was made on. */
interface MadeOn {
  readonly state: OfCluster;
  readonly memory: Pick<Memory, "host">;
}

type ClusterOf = Pick<Operation, "identity" | "client" | "onClusterChange" | "host">;

/** Says that a resource of another cluster is taken for gone, where `onClusterChange` lets it. */
export async function isTakenForGone(
  what: string,
  made: MadeOn,
  operation: ClusterOf & Pick<Operation, "log">,
): Promise<boolean> {
  const { isAnother } = await clusterNow(what, made, operation);
  if (!isAnother) return false;
  await operation.log.warn(
    `${what} was on the cluster with uuid ${made.state.clusterUuid} and is considered gone.`,
  );
  return true;
}

/**
 * Finds out which cluster answers. Refuses where it is not the one that the resource was made on, unless
 * `onClusterChange` says otherwise: “not here” would be taken for “gone”. Where `GET /` is forbidden, or a
 * node is starting, the address has to do: at another address, it may be another cluster.
 */
export async function clusterNow(
  what: string,
  { state: { clusterUuid: recorded }, memory }: MadeOn,
  { identity, client, onClusterChange, host }: ClusterOf,
): Promise<ClusterNow> {
  const { uuid, name } = await identity();
  if (uuid === "" || recorded === "") {
    const { host: before = host } = memory;
    if (before !== host && host !== "") throw new Refusal(hiddenCluster(what, before, host, uuid));
    return { uuid: uuid === "" ? recorded : uuid, isAnother: false };
  }
  if (uuid === recorded) return { uuid, isAnother: false };
  if (onClusterChange === "startAnew") return { uuid, isAnother: true };
  throw new Refusal(
    `${what} was created on the cluster with uuid ${recorded}, but ${client.host} is another cluster ("${unbroken(name)}", uuid ${uuid}). If the first cluster still exists, point the provider back at it. If it is gone or abandoned, set \`onClusterChange\` to "startAnew" on the Provider, or OPENSEARCH_ON_CLUSTER_CHANGE=startAnew in the environment: \`pulumi up\` then creates everything on this cluster, and refresh and destroy consider what was on the first one gone. To drop a single resource from the state, use \`pulumi state delete\`.`,
  );
}

function hiddenCluster(what: string, before: string, host: string, uuid: string): string {
  const hidden =
    uuid === "" ? "this user may not ask for it" : "the state does not hold the first one's";
  return `${what} was made at ${before}, and the provider now points to ${host}. Whether that is the same cluster is not known: its uuid tells, and ${hidden} (GET /, permission cluster:monitor/main). Point the provider back to ${before}, grant the permission and run \`pulumi refresh\` there, then change the address; or drop the resource from the state with \`pulumi state delete\`.`;
}

/** The refusal of a create where another resource of the program has the object, by another spelling of the address. */
export function ownedAtOtherAddress(what: string, { urn, host }: Claim, here: string): string {
  return `${what} is owned by ${urn} of this program already: ${host} and ${here} are one cluster. Two resources cannot own it: give one of them another name, or remove it.`;
}

/** The refusal of a replacement where the program declares another resource for the same object. */
export function ownedByTwo(what: string, { urn }: Claim): string {
  return `${what} is left as it is, and not replaced: ${urn} of this program is declared for it, too. Two resources cannot own it: give one of them another name, or remove it.`;
}

/** The refusal of a deletion where another resource of the program may have the object. */
export function perhapsAnothers(what: string, { urn, host }: Claim, here: string): string {
  const there = host === "" ? "an address that is not known yet" : host;
  return `${what} on ${here} is left as it is: ${urn} of this program has the same name at ${there}, and whether that is the same cluster is not known, since its uuid is hidden or not known yet (GET /, permission cluster:monitor/main). Grant that permission, or run again once ${urn} is created.`;
}
