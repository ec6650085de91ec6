// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from "node:timers/promises";
import { OpenSearchError } from "../../../provider/opensearch/answers/errors";

/** Far longer than anything was seen to take: the slowest wait of a healthy pair is a minute. */
const patience = 240_000;
const interval = 500;

/**
 * Looks until there is something to be seen. A cluster that answers with an error (an index in
 * between two states, shards that are not up yet) is looked at again.
 */
export async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    let trouble = "";
    try {
      const seen = await look();
      if (seen !== undefined) return seen;
    } catch (error) {
      if (!(error instanceof OpenSearchError)) throw error;
      trouble = `; last answer: ${error.message}`;
    }
    if (Date.now() >= end) {
      throw new Error(`Waited in vain for ${patience / 1_000} s until ${what}${trouble}.`);
    }
    await delay(interval);
  }
}
