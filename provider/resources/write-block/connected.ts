// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../../opensearch/answers/refusal";
import { unlessWithheld } from "../../opensearch/answers/withheld";
import { remoteInfo, useConnection } from "../../opensearch/api/remote-info";
import type { Operation } from "../../lifecycle/operation";
import { notConnected } from "./messages";
import type { BlockInputs } from "./schema";

/**
 * Throws where the connection over which the indexes are to follow is not connected: nothing is blocked for a
 * switch that would leave the other site without a copy. A site that is given up may lack it.
 */
export async function requireConnected(
  alias: string,
  { whenUnreachable }: Pick<BlockInputs, "whenUnreachable">,
  { client, reads, log }: Operation,
): Promise<void> {
  // One that was lost is tried again once something needs it.
  await useConnection(client, alias);
  const info = await unlessWithheld(remoteInfo(reads, alias).then((found) => ({ found })));
  if (info === undefined || info.found?.isConnected === true) return;
  const sentence = notConnected(alias, client.host);
  if (whenUnreachable !== "defer") throw new Refusal(sentence);
  await log.warn(sentence);
}
