// SPDX-License-Identifier: Apache-2.0
import type { HostHandler } from "../../provider/doors/dynamic/handler-boundary";

/** A handler whose every call succeeds and does nothing. */
export const idleHandler: HostHandler = {
  configure: () => undefined,
  check: (_olds, news) => ({ inputs: news, failures: [] }),
  diff: () => Promise.resolve({ changes: false }),
  create: () => Promise.resolve({ id: "x", outs: {} }),
  read: (id) => Promise.resolve({ id }),
  update: () => Promise.resolve({ outs: {} }),
  delete: () => Promise.resolve(),
};
