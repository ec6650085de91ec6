// SPDX-License-Identifier: Apache-2.0
import { dynamicDoor } from "../../provider/doors/dynamic/dynamic-door";
import type { EngineLog } from "../../provider/doors/dynamic/engine-log";
import { startedReplicationHandler } from "../../provider/resources/started-replication/handler";
import { bounded } from "../../provider/doors/dynamic/handler-boundary";
import { type Journal, memoryJournal } from "../../provider/lifecycle/claims/journal";
import type { Note, SignedNote } from "../../provider/lifecycle/claims/note";
import type { Handler, World } from "../../provider/lifecycle/contract";
import {
  type ClusterPair,
  connect,
  type Pace,
  type PairOptions,
  startPair,
} from "../../sandbox/clusters";
import { type ManualClock, manualClock } from "./manual-clock";

/** A provider process's handler, in this process, on a clock that only it and the clusters share. */
export interface Life {
  readonly pair: ClusterPair;
  readonly clock: ManualClock;
  readonly warnings: string[];
  readonly infos: string[];
  readonly statuses: string[];
  /** Cancels the deployment, as ctrl-C does. */
  cancel(): void;
  /** The handler as a new provider process of the engine would have it. */
  newProcess(settings?: Record<string, string>): ReturnType<typeof bounded>;
  /** Handlers of two processes of one deployment, which share their notes as such do, without inputs. */
  twoProcesses(): [ReturnType<typeof bounded>, ReturnType<typeof bounded>];
  /** The handler of another resource, likewise. */
  processOf(
    handler: (world: World) => Handler,
    settings?: Record<string, string>,
    journal?: Journal,
  ): ReturnType<typeof bounded>;
  close(): Promise<void>;
}

/** A connected pair with the leader index `orders` of 100 documents, and a handler for its follower. */
export async function beginLife(
  pace: Partial<Pace> = {},
  options: Omit<PairOptions, "clock" | "pace"> = {},
): Promise<Life> {
  const clock = manualClock();
  const pair = await startPair({ ...options, clock, pace });
  pair.leader.addIndex("orders", 100);
  await connect(pair, "leader");
  const warnings: string[] = [];
  const infos: string[] = [];
  const statuses: string[] = [];
  const log: EngineLog = () => ({
    warn: (message) => Promise.resolve(void warnings.push(message)),
    info: (message) => Promise.resolve(void infos.push(message)),
    status: (message) => void statuses.push(message),
  });
  const controller = new AbortController();
  return {
    pair,
    clock,
    warnings,
    infos,
    statuses,
    cancel: () => controller.abort(new Error("The deployment was cancelled.")),
    newProcess: (settings) => processOf(startedReplicationHandler, settings),
    twoProcesses() {
      const notes: SignedNote[] = [];
      const [first, second] = ["first", "second"].map((self) => ({
        ...memoryJournal(notes, self),
        write: (note: Note) =>
          void notes.push({ ...note, inputs: undefined, by: self } as SignedNote),
      }));
      return [
        processOf(startedReplicationHandler, {}, first),
        processOf(startedReplicationHandler, {}, second),
      ];
    },
    processOf,
    close: () => pair.close(),
  };

  function processOf(
    make: (world: World) => Handler,
    settings: Record<string, string> = {},
    journal: Journal = memoryJournal(),
  ): ReturnType<typeof bounded> {
    const world = { clock, random: () => 0, environment: {}, log, journal };
    const cancellation = (): AbortSignal => controller.signal;
    const handler = bounded(dynamicDoor(make, { ...world, cancellation }));
    const values: Record<string, string> = { url: pair.follower.url, ...settings };
    const get = (key: string): string | undefined => values[key.replace("opensearch:", "")];
    void handler.configure?.({ config: { get, require: (key) => get(key) ?? "" } });
    return handler;
  }
}

/** The requests that changed something, as `METHOD /path`. */
export function writes(pair: ClusterPair): string[] {
  return pair.follower.requests
    .filter(({ method, path }) => method !== "GET" && !/_cluster\/settings|_refresh$/.test(path))
    .map(({ method, path }) => `${method} ${path}`);
}
