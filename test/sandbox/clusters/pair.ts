// SPDX-License-Identifier: Apache-2.0
import { connect, startPair, type ClusterPair, type PairOptions } from "../../../sandbox/clusters";
import { manualClock, type ManualClock } from "../../support/manual-clock";

/** What came back from a cluster. */
export interface Reply {
  status: number;
  body: Record<string, unknown>;
  /** `error.type: error.reason`, or the error where it is a plain string, or "". */
  error: string;
}

/** A pair with a clock moved by hand, connected as "leader". */
export interface Rig extends ClusterPair {
  clock: ManualClock;
  on(url: string, method: string, path: string, body?: unknown): Promise<Reply>;
  start(follower: string, leaderIndex: string, rest?: object): Promise<Reply>;
  /** A call of the replication plugin on the follower with `{}` as body. */
  post(follower: string, action: string, body?: unknown): Promise<Reply>;
  status(follower: string): Promise<Reply>;
  /** Starts and lets the clock pass until the follower has caught up. */
  running(follower: string, leaderIndex: string, rest?: object): Promise<void>;
  remote(change: Record<string, unknown>): Promise<Reply>;
}

const errorOf = (body: Record<string, unknown>): string => {
  const { error } = body;
  if (typeof error === "string") return error;
  const { type, reason } = (error ?? {}) as { type?: string; reason?: string };
  return type === undefined ? "" : `${type}: ${reason ?? ""}`;
};

/** Sends a request, with a body as JSON or as it stands. */
export const ask = async (
  url: string,
  method: string,
  path: string,
  body?: unknown,
  authorization?: string,
): Promise<Reply> => {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const headers: Record<string, string> = {
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(authorization === undefined ? {} : { authorization }),
  };
  const response = await fetch(
    url + path,
    body === undefined ? { method, headers } : { method, headers, body: text },
  );
  const received = await response.text();
  const parsed = received.startsWith("{") ? (JSON.parse(received) as Record<string, unknown>) : {};
  return { status: response.status, body: parsed, error: errorOf(parsed) };
};

/** Starts a rig; the caller closes it. */
export const rig = async (options: PairOptions = {}): Promise<Rig> => {
  const clock = manualClock();
  const pair = await startPair({ clock, ...options });
  await connect(pair);
  const { url } = pair.follower;
  const path = (follower: string, action: string) =>
    `/_plugins/_replication/${encodeURIComponent(follower)}/${action}`;
  const start = (follower: string, leaderIndex: string, rest: object = {}) =>
    ask(url, "PUT", path(follower, "_start"), {
      leader_alias: "leader",
      leader_index: leaderIndex,
      ...rest,
    });
  return {
    ...pair,
    clock,
    on: ask,
    start,
    post: (follower, action, body = {}) => ask(url, "POST", path(follower, action), body),
    status: (follower) => ask(url, "GET", path(follower, "_status")),
    remote: (change) => ask(url, "PUT", "/_cluster/settings", { persistent: change }),
    async running(follower, leaderIndex, rest) {
      const { status, error } = await start(follower, leaderIndex, rest);
      if (status !== 200) throw new Error(error);
      clock.advance(2_000);
    },
  };
};
