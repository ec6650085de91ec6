// SPDX-License-Identifier: Apache-2.0

/**
 * The port numbers below those that systems give out themselves. Clients of other tests try again on
 * ports whose servers are gone, and would find ours there if the system had given us the number next.
 */
const lowest = 20_000;
const count = 12_000;

/** Listens on a port that no system gives out by itself; `listen` is called again while the port is in use. */
export async function onQuietPort<T>(listen: (port: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await listen(lowest + Math.floor(Math.random() * count));
    } catch (error) {
      const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
      if (!isTaken || attempt === 20) throw error;
    }
  }
}
