// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../answers/errors";
import type { Client } from "../../client/client";

/**
 * `POST /{index}/_flush`: with `index.translog.durability: async`, what an index holds counts as kept only
 * once it is flushed. Whoever may not do it, or not now, waits for the index's own sync.
 */
export async function flushIfAllowed(client: Client, index: string): Promise<void> {
  const doing = `flush index "${index}"`;
  try {
    await client.request({ doing, method: "POST", segments: [index, "_flush"] });
  } catch (error) {
    if (!(error instanceof OpenSearchError)) throw error;
  }
}
