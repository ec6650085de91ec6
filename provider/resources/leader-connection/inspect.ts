// SPDX-License-Identifier: Apache-2.0
import { unlessWithheld } from "../../opensearch/answers/withheld";
import { remoteInfo } from "../../opensearch/api/remote-info";
import { remoteSettings } from "../../opensearch/api/remote-settings";
import type { Operation } from "../../lifecycle/operation";
import type { ExistingConnection } from "./plan";

/** What has the alias on the follower cluster. Who may change the settings may not always ask for the rest. */
export async function inspectConnection(
  alias: string,
  { reads }: Pick<Operation, "reads">,
): Promise<ExistingConnection> {
  const settings = await remoteSettings(reads, alias);
  return { ...settings, info: await unlessWithheld(remoteInfo(reads, alias)) };
}
