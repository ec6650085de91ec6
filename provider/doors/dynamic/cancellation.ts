// SPDX-License-Identifier: Apache-2.0
import { allAnswered, isAnyInFlight } from "./calls-in-flight";
import { engineAddress } from "./engine-log";
import { watchEngine } from "./engine-watch";
import type { ServerHttp2Stream, IncomingHttpHeaders } from "node:http2";

/** How long what was interrupted may take to be answered: the engine kills the process after 5 s. */
const lastWords = 4_000;

const works: (() => Promise<void>)[] = [];

/** Does something when the engine ends this process, which it does at the end of every deployment. */
export function atEnd(work: () => Promise<void>): void {
  works.push(work);
}

/** What is still to be done, which must not keep the engine waiting. */
async function endings(): Promise<void> {
  if (works.length === 0) return;
  const all = Promise.allSettled(works.map((work) => work()));
  await Promise.race([all, new Promise((resolve) => setTimeout(resolve, lastWords))]);
}

/** Time for the host to write an answer that is there. */
const writing = 50;

/**
 * A signal that is aborted when the deployment is cancelled.
 *
 * At the first ctrl-C the engine calls `Cancel` of every provider and waits for the calls in flight;
 * the SDK's provider process answers that call and does nothing. So the streams of its server are
 * listened to. At the second ctrl-C the engine interrupts the process, and kills it after 5 s; Node
 * would end at once and lose what was done. It also interrupts every provider at the end of every
 * deployment, and waits for it to end: with no call in flight it ends at once. All of this is
 * undocumented, so nothing here may fail.
 */
export function cancellation(): AbortSignal {
  const controller = new AbortController();
  const cancel = (): void => controller.abort(new Error("The deployment was cancelled."));
  try {
    listenForCancel(cancel);
    const end = (): void => {
      if (!isAnyInFlight()) return void endings().finally(() => process.exit(130));
      cancel();
      setTimeout(() => process.exit(130), lastWords).unref();
      void allAnswered().then(() => setTimeout(() => process.exit(130), writing));
    };
    process.once("SIGINT", end);
    watchEngine(engineAddress(), end);
  } catch {
    // Then waits end by their time limits only.
  }
  return controller.signal;
}

interface StreamServer {
  on(
    event: "stream",
    listen: (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void,
  ): void;
}

function listenForCancel(cancel: () => void): void {
  const { _getActiveHandles: handles } = process as unknown as {
    _getActiveHandles?: () => unknown[];
  };
  for (const handle of handles?.call(process) ?? []) {
    if (!isHttp2Server(handle)) continue;
    handle.on("stream", (_stream, headers) => {
      if (headers[":path"]?.endsWith("ResourceProvider/Cancel") === true) cancel();
    });
  }
}

function isHttp2Server(handle: unknown): handle is StreamServer {
  return handle instanceof Object && handle.constructor.name === "Http2Server" && "on" in handle;
}
