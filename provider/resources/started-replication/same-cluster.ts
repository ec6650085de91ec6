// SPDX-License-Identifier: Apache-2.0
import type { OperationContext } from "./context";

/**
 * The uuid of the cluster that answers. Throws where it is not the one that the replication was
 * started on: “not here” would then be taken for “gone”. Either uuid may be empty, where a service
 * hides it (`GET /` forbidden).
 */
export async function requireSameCluster(
  index: string,
  recorded: string,
  { identity, client }: Pick<OperationContext, "identity" | "client">,
): Promise<string> {
  const { uuid, name } = await identity();
  if (uuid !== "" && recorded !== "" && uuid !== recorded) {
    throw new Error(
      `Follower index "${index}" was started on the cluster with uuid ${recorded}, but ${client.host} is another one ("${name}", uuid ${uuid}). Point the provider back at the first one; if that cluster is gone for good, forget the resource with \`pulumi state delete\`, and the next \`pulumi up\` starts the replication on the new one.`,
    );
  }
  return uuid === "" ? recorded : uuid;
}
