// SPDX-License-Identifier: Apache-2.0
import { isWithheld } from "../../opensearch/client/withheld";
import { remoteInfo, type RemoteInfo } from "../../opensearch/calls/remote-info";
import { remoteSettings } from "../../opensearch/calls/remote-settings";
import type { Operation } from "../common/operation";
import type { ExistingConnection } from "./plan";

/** What has the alias on the follower cluster. */
export async function inspectConnection(
  alias: string,
  { reads }: Pick<Operation, "reads">,
): Promise<ExistingConnection> {
  const settings = await remoteSettings(reads, alias);
  return { ...settings, info: await infoWhereAllowed(reads, alias) };
}

/** Who may change the settings may not always ask for this; then only the settings count. */
async function infoWhereAllowed(
  reads: Operation["reads"],
  alias: string,
): Promise<RemoteInfo | undefined> {
  try {
    return await remoteInfo(reads, alias);
  } catch (error) {
    if (isWithheld(error)) return undefined;
    throw error;
  }
}
