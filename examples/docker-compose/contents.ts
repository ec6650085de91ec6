// SPDX-License-Identifier: Apache-2.0
import { followerRole, leaderRole, type People } from "./variables";

/** A request that gives a new cluster something that is needed of it. */
export interface Call {
  readonly of: "leader" | "follower";
  readonly method: "PUT" | "POST";
  readonly path: string;
  /** JSON, or the lines of a bulk request. */
  readonly body: object | string;
}

const documents = 1_000;

/** An index to replicate, and the connection to replicate it over. */
const data: Call[] = [
  {
    of: "leader",
    method: "POST",
    path: "/orders/_bulk?refresh=true",
    body: Array.from(
      { length: documents },
      (_, number) =>
        `${JSON.stringify({ index: { _id: String(number) } })}\n{"number":${number}}\n`,
    ).join(""),
  },
  {
    of: "follower",
    method: "PUT",
    path: "/_cluster/settings",
    body: { persistent: { "cluster.remote.leader.seeds": ["leader:9300"] } },
  },
];

/** The same two users on both sides, since a start hands its user on to the leader. */
function users({ adminPassword, restrictedPassword }: People): Call[] {
  const security = "/_plugins/_security/api";
  return (["leader", "follower"] as const).flatMap((of) => {
    const role = of === "leader" ? leaderRole : followerRole;
    const put = (path: string, body: object): Call => {
      return { of, method: "PUT", path: `${security}/${path}`, body };
    };
    return [
      put("internalusers/admin", { password: adminPassword, backend_roles: ["admin"] }),
      put("internalusers/restricted", { password: restrictedPassword }),
      put(`rolesmapping/${role}`, { users: ["admin", "restricted"] }),
    ];
  });
}

/** Everything that a new pair needs, in its order. */
export function callsFor(people: People | undefined): Call[] {
  return [...(people === undefined ? [] : users(people)), ...data];
}
