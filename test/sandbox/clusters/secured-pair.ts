// SPDX-License-Identifier: Apache-2.0
import {
  addReplicationUser,
  connect,
  REPLICATION_ROLES,
  startPair,
  type ClusterPair,
  type SecurityOptions,
} from "../../../sandbox/clusters";
import { manualClock, type ManualClock } from "../../support/manual-clock";
import { ask, type Reply } from "./pair";

/** A pair with the security plugin, a leader index `orders` and a user `repl` who can replicate. */
export interface SecuredRig extends ClusterPair {
  clock: ManualClock;
  /** A request to the follower by a user that has a password there. */
  as(user: string, method: string, path: string, body?: unknown): Promise<Reply>;
  /** A request to the leader by its administrator. */
  onLeader(method: string, path: string, body?: unknown): Promise<Reply>;
  /** A start of `orders` as `copy`. */
  start(user: string, useRoles?: object, alias?: string): Promise<Reply>;
  status(): Promise<Reply>;
}

const CALL = "/_plugins/_replication/copy";

/** Starts a rig; the caller closes it. */
export const securedRig = async (security: SecurityOptions = {}): Promise<SecuredRig> => {
  const clock = manualClock();
  const pair = await startPair({ clock, security });
  const { leader, follower } = pair;
  await connect(pair);
  leader.addIndex("orders", 10);
  addReplicationUser(pair, "repl", { password: "secret" });
  const as: SecuredRig["as"] = (user, method, path, body) =>
    ask(follower.url, method, path, body, follower.security.authorization(user));
  return {
    ...pair,
    clock,
    as,
    onLeader: (method, path, body) =>
      ask(leader.url, method, path, body, leader.security.authorization("admin")),
    start: (user, useRoles = REPLICATION_ROLES, alias = "leader") =>
      as(user, "PUT", `${CALL}/_start`, {
        leader_alias: alias,
        leader_index: "orders",
        use_roles: useRoles,
      }),
    status: () => as("admin", "GET", `${CALL}/_status`),
  };
};
