// SPDX-License-Identifier: Apache-2.0
import type { AxiosInstance } from "axios";
import { setTimeout as delay } from "node:timers/promises";
import { semaphore } from "../../provider/waiting/semaphore";

/** The engine runs four operations at a time for each core, and the provider six starts of those. */
export interface InFlight {
  readonly operations: number;
  readonly starts: number;
}

interface Status {
  readonly status?: string;
  readonly syncing_details?: { leader_checkpoint: number; follower_checkpoint: number };
}

/**
 * Starts them all and polls each until it has caught up, as a script would that does nothing else: no
 * look at what is there, no second try, no state.
 */
export async function startAll(options: {
  readonly client: AxiosInstance;
  readonly indexes: readonly string[];
  readonly body: object;
  readonly inFlight: InFlight;
}): Promise<void> {
  const { client, indexes, body, inFlight } = options;
  const operation = semaphore(inFlight.operations);
  const starting = semaphore(inFlight.starts);
  const one = async (index: string): Promise<void> => {
    await starting(() => client.put(`/_plugins/_replication/${index}/_start`, body));
    for (;;) {
      const { data } = await client.get<Status>(`/_plugins/_replication/${index}/_status`);
      if (isCaughtUp(data)) return;
      if (data.status === "FAILED") throw new Error(`The replication into "${index}" failed.`);
      await delay(100);
    }
  };
  await Promise.all(indexes.map((index) => operation(() => one(index))));
}

function isCaughtUp({ status, syncing_details: details }: Status): boolean {
  return (
    status === "SYNCING" &&
    details !== undefined &&
    details.follower_checkpoint >= details.leader_checkpoint
  );
}
