// SPDX-License-Identifier: Apache-2.0
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";

/**
 * Calls back when a connection that this process made to the port of loopback was refused, before
 * whoever asked for the connection is told. Nobody listens on a refused port, so that only the
 * client's side can tell when it has happened.
 */
export function onRefusedHere(port: number, then: () => void): void {
  const channel = "net.client.socket";
  const watch = (message: unknown): void => {
    const { socket } = message as { socket: Socket };
    socket.once("error", (error: NodeJS.ErrnoException & { port?: number }) => {
      if (error.code !== "ECONNREFUSED" || error.port !== port) return;
      unsubscribe(channel, watch);
      then();
    });
  };
  subscribe(channel, watch);
}

/** For clients in other processes: the port stays closed for a moment. */
export function refusedForAMoment(milliseconds: number): (port: number, then: () => void) => void {
  return (_port, then) => void setTimeout(then, milliseconds);
}
