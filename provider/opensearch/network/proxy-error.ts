// SPDX-License-Identifier: Apache-2.0

/** What went wrong between here and the proxy: the cluster has no part in it. */
export class ProxyError extends Error {
  override readonly name = "ProxyError";
  constructor(
    override readonly cause: unknown,
    /** Whether the request can have left by then; through a tunnel that is not there it cannot. */
    readonly wasSent: boolean,
  ) {
    super("the proxy failed");
  }
}
