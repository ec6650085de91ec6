// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../answers/errors";
import { isWithheld } from "../../answers/withheld";
import type { Client } from "../../client/client";

/** No mapping has it. */
const nowhere = "__opensearch_replication_no_such_field__";

/**
 * `index.uuid` of an index on the leader, over the connection, which offers no read of it: a search that no
 * shard can sort fails, and names it (`POST /{alias}:{index}/_search`). `undefined` where it is not told.
 */
export async function leaderUuid(
  client: Client,
  alias: string,
  index: string,
): Promise<string | undefined> {
  try {
    await client.request({
      doing: `see which index "${index}" is, over connection "${alias}",`,
      method: "POST",
      segments: [`${alias}:${index}`, "_search"],
      body: { size: 0, sort: [{ [nowhere]: "asc" }] },
    });
    return undefined;
  } catch (error) {
    if (isWithheld(error)) return undefined;
    if (!(error instanceof OpenSearchError) || error.type !== "search_phase_execution_exception")
      throw error;
    return error.causes.find(({ indexUuid }) => indexUuid !== undefined)?.indexUuid;
  }
}
