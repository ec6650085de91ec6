// SPDX-License-Identifier: Apache-2.0
import { connect } from "node:net";

/** How often it is looked whether the engine is there. */
const interval = 2_000;

/** In a row, so that a moment without a free port ends nothing. */
const mostRefusals = 3;

/**
 * Calls `gone` once nobody listens at the engine's address any more. An engine that was killed, or has
 * crashed, ends none of the processes that it has started.
 */
export function watchEngine(address: string | undefined, gone: () => void): void {
  const [, host, port] = /^(.*):(\d+)$/.exec(address ?? "") ?? [];
  if (host === undefined || port === undefined) return;
  let refusals = 0;
  const timer = setInterval(() => {
    const socket = connect({ host, port: Number(port) });
    socket.unref();
    socket.once("connect", () => {
      refusals = 0;
      socket.destroy();
    });
    socket.once("error", ({ code }: NodeJS.ErrnoException) => {
      refusals = code === "ECONNREFUSED" ? refusals + 1 : 0;
      if (refusals < mostRefusals) return;
      clearInterval(timer);
      gone();
    });
  }, interval).unref();
}
