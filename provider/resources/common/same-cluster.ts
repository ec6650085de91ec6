// SPDX-License-Identifier: Apache-2.0
import type { Operation } from "./operation";

/**
 * The uuid of the cluster that answers. Throws where it is not the one that the resource was made
 * on: “not here” would then be taken for “gone”. Either uuid may be empty, where a service
 * hides it (`GET /` forbidden).
 */
export async function requireSameCluster(
  what: string,
  recorded: string,
  { identity, client }: Pick<Operation, "identity" | "client">,
): Promise<string> {
  const { uuid, name } = await identity();
  if (uuid !== "" && recorded !== "" && uuid !== recorded) {
    throw new Error(
      `${what} was made on the cluster with uuid ${recorded}, but ${client.host} is another one ("${name}", uuid ${uuid}). Point the provider back at the first one; if that cluster is gone for good, forget the resource with \`pulumi state delete\`, and the next \`pulumi up\` makes it anew on the new one.`,
    );
  }
  return uuid === "" ? recorded : uuid;
}
