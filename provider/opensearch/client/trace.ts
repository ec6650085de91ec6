// SPDX-License-Identifier: Apache-2.0
import { appendFileSync } from "node:fs";

/** A call as a trace tells it; neither bodies nor headers, which may hold secrets. */
interface Traced {
  /** In milliseconds since 1970. */
  readonly time: number;
  readonly method: string;
  readonly url: string;
  /** The HTTP status, or what the network said. */
  readonly outcome: string;
  readonly milliseconds: number;
}

/** Notes every request in the file that `OPENSEARCH_REPLICATION_DEBUG` names; does nothing without it. */
export function traceTo(file: string | undefined = process.env["OPENSEARCH_REPLICATION_DEBUG"]) {
  return ({ time, method, url, outcome, milliseconds }: Traced): void => {
    if (file === undefined || file === "") return;
    try {
      const line = `${new Date(time).toISOString()} ${process.pid} ${method} ${url} ${outcome} ${milliseconds} ms\n`;
      appendFileSync(file, line, { mode: 0o600 });
    } catch {
      // What cannot be noted must not fail the deployment.
    }
  };
}
