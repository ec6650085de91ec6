// SPDX-License-Identifier: Apache-2.0
import { openReads } from "../../provider/reads/reads";
import type { Client } from "../../provider/opensearch/client/client";
import type { RawSettings } from "../../provider/opensearch/settings/table";
import { addReplicationUser, type PairOptions, REPLICATION_ROLES } from "../../sandbox/clusters";
import { beginLife, type Life } from "./handler-life";

/** A pair whose follower is asked by look-ups. */
export interface LookUpLife extends Life {
  /** A client as look-ups have it; without a sign-in unless one is given. */
  reads(signIn?: RawSettings): Promise<Client>;
  /** Starts a replication of `orders` into each index, and waits for it. */
  start(...indexes: string[]): Promise<void>;
  /** Pauses one that was started. */
  pause(index: string): Promise<void>;
}

/** The user `repl` of a secured pair, who has the plugin's own two roles. */
export const leastPrivileged = { username: "repl", password: "repl-password" };
/** The administrator of a secured pair. */
export const administrator = { username: "admin", password: "admin" };

/** Begins a life for look-ups; on a secured pair, `repl` may sign in and starts the replications. */
export async function beginLookUps({
  pace,
  ...options
}: Omit<PairOptions, "clock"> = {}): Promise<LookUpLife> {
  const life = await beginLife(pace, options);
  const isSecured = options.security !== undefined;
  const signIn = isSecured ? leastPrivileged : {};
  const { username, password } = leastPrivileged;
  if (isSecured) addReplicationUser(life.pair, username, { password });
  const inputsOf = (index: string): Record<string, unknown> => ({
    index,
    leaderIndex: "orders",
    leaderAlias: "leader",
    ...(isSecured ? { useRoles } : {}),
  });
  life.pair.follower.requests.length = 0;
  return {
    ...life,
    reads: (as = {}) =>
      openReads({ url: life.pair.follower.url, ...as }, { clock: life.clock, random: () => 0 }),
    async start(...indexes) {
      const handler = life.newProcess(signIn);
      for (const index of indexes) await handler.create(inputsOf(index));
      life.pair.follower.requests.length = 0;
    },
    async pause(index) {
      const inputs = inputsOf(index);
      await life.newProcess(signIn).update!(index, inputs, { ...inputs, paused: true });
      life.pair.follower.requests.length = 0;
    },
  };
}

const useRoles = {
  leaderClusterRole: REPLICATION_ROLES.leader_cluster_role,
  followerClusterRole: REPLICATION_ROLES.follower_cluster_role,
};

/** The requests that the follower got, as `METHOD /path`, and forgets them. */
export function askedOf(life: LookUpLife): string[] {
  return life.pair.follower.requests.splice(0).map(({ method, path }) => `${method} ${path}`);
}
