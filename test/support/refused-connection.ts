// SPDX-License-Identifier: Apache-2.0
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";

/**
 * Watches for a refused connection to a closed port of loopback. Nobody listens there, so that only
 * the client's side can tell when it has happened.
 */
export type RefusalWatch = (port: number, happened: () => void, over: () => void) => void;

/** For connections that this process makes: over with the first of those that are made at one time, before whoever made it is told. */
export const onRefusedHere: RefusalWatch = (port, happened, over) => {
  const channel = "net.client.socket";
  let isOver = false;
  const watch = (message: unknown): void => {
    const { socket } = message as { socket: Socket };
    socket.once("error", (error: NodeJS.ErrnoException & { port?: number }) => {
      if (isOver || error.code !== "ECONNREFUSED" || error.port !== port) return;
      isOver = true;
      unsubscribe(channel, watch);
      happened();
      over();
    });
  };
  subscribe(channel, watch);
};

/** For clients in other processes, which cannot be watched: the port stays closed for a moment. */
export function refusedForAMoment(milliseconds: number): RefusalWatch {
  return (_port, happened, over) => {
    happened();
    setTimeout(over, milliseconds);
  };
}
