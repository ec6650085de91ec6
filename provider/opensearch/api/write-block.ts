// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../answers/errors";
import { notAcknowledged } from "../answers/unconfirmed";
import { isNotAllowed } from "../answers/withheld";
import type { Client } from "../client/client";
import { change } from "./plugin-api";

/**
 * Blocks writes to an index: `PUT /{index}/_block/write`, which waits for what is in flight, else the
 * setting, which does not. Whether this user may do either.
 */
export async function blockWrites(client: Client, index: string): Promise<boolean> {
  const doing = `block writes to index "${index}"`;
  const segments = [index, "_block", "write"];
  const block = change(client, { doing, method: "PUT", segments }).catch((error: unknown) => {
    // A role without `indices:admin/block/add[s]`, by which the server asks once more for each shard: it
    // answers 200, and `"acknowledged": false`.
    if (!(error instanceof OpenSearchError) || error.type !== notAcknowledged) throw error;
    return setBlock(client, index, true, doing);
  });
  return (await isDone(block)) || (await isDone(setBlock(client, index, true, doing)));
}

/** Lifts the block that {@link blockWrites} has set (`PUT /{index}/_settings`); whether this user may. */
export function allowWrites(client: Client, index: string): Promise<boolean> {
  return isDone(setBlock(client, index, null, `allow writes to index "${index}" again`));
}

function setBlock(client: Client, index: string, block: true | null, doing: string) {
  const body = { "index.blocks.write": block };
  return change(client, { doing, method: "PUT", segments: [index, "_settings"], body });
}

async function isDone(call: Promise<void>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (isNotAllowed(error)) return false;
    // A service that does not know the endpoint.
    if (error instanceof OpenSearchError && error.status === 405) return false;
    throw error;
  }
}
