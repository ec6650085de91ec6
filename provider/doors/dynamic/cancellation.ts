// SPDX-License-Identifier: Apache-2.0
import { endProcess } from "../process/ending";
import { engineAddress } from "../process/engine-address";
import { watchEngine } from "../process/engine-watch";
import type { ServerHttp2Stream, IncomingHttpHeaders } from "node:http2";

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
    const end = (): void => endProcess(cancel);
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
