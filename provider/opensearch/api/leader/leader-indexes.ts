// SPDX-License-Identifier: Apache-2.0
import { unlessWithheld } from "../../answers/withheld";
import type { Client } from "../../client/client";
import { listAt, textAt } from "../plugin-api";

/**
 * The leader's open indexes that a pattern matches, over a connection
 * (`GET /_resolve/index/{alias}:{pattern}`). Empty also where the connection leads nowhere, of which the
 * server says nothing; `undefined` where this user may not ask.
 */
export async function leaderIndexes(
  client: Client,
  alias: string,
  pattern: string,
): Promise<readonly string[] | undefined> {
  const answer = await unlessWithheld(
    client.request({
      doing: `list the leader's indexes that match "${pattern}" over connection "${alias}"`,
      method: "GET",
      segments: ["_resolve", "index", `${alias}:${pattern}`],
    }),
  );
  return (
    answer && listAt(answer, "indices").map((one) => textAt(one, "name").slice(alias.length + 1))
  );
}
