// SPDX-License-Identifier: Apache-2.0
import type { EngineLog } from "../../pulumi/engine-log";
import type { Clock } from "../../waiting/clock";
import type { Teller } from "./context";

/** In a build's log, where every line stays, a wait is heard of this often. */
const plainInterval = 30_000;

/** Speaks on the row of one resource. */
export function tellerFor(
  urn: string | undefined,
  log: EngineLog,
  { clock, isPlain }: { readonly clock: Clock; readonly isPlain: boolean },
): Teller {
  let lastSaid = clock.now();
  let lastMessage = "";
  return {
    warn: (message) => log.warn(message, urn),
    info: (message) => log.info(message, urn),
    progress(message) {
      const isDue = !isPlain || clock.now() - lastSaid >= plainInterval;
      if (!isDue || message === lastMessage) return;
      lastSaid = clock.now();
      lastMessage = message;
      log.status(message, urn);
    },
  };
}
