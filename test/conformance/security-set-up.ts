// SPDX-License-Identifier: Apache-2.0
import type { ClusterPair } from "../../sandbox/clusters";
import { send } from "./exchange";
import type { Step } from "./recording";
import { PASSWORDS, signature } from "./secured";

const REPLICATION = "indices:admin/plugins/replication/index";

const onEveryIndex = (allowed_actions: string[]) => ({
  index_permissions: [{ index_patterns: ["*"], allowed_actions }],
});

const LEADER = [
  `${REPLICATION}/setup/validate`,
  "indices:data/read/plugins/replication/changes",
  "indices:data/read/plugins/replication/file_chunk",
];

const FOLLOWER = [
  ...["setup/validate", "start", "pause", "resume", "stop", "update", "status_check"].map(
    (action) => `${REPLICATION}/${action}`,
  ),
  "indices:data/write/plugins/replication/changes",
];

const roles = {
  repl_leader: onEveryIndex(LEADER),
  repl_leader_nofc: onEveryIndex(LEADER.filter((action) => !action.endsWith("file_chunk"))),
  repl_follower: {
    cluster_permissions: ["cluster:admin/plugins/replication/autofollow/update"],
    ...onEveryIndex(FOLLOWER),
  },
  repl_nothing: {},
};

const mappings = {
  leader: {
    repl_leader: ["repl", "repl-cert", "onlyleader"],
    repl_leader_nofc: ["repl"],
    repl_nothing: ["repl"],
    cross_cluster_replication_leader_full_access: ["repl"],
  },
  follower: {
    repl_follower: ["repl", "repl-cert", "onlyfollower"],
    repl_nothing: ["repl"],
    cross_cluster_replication_follower_full_access: ["repl"],
  },
};

/** What had been set up before the recordings: users, own roles, and who has them where. */
const entries = (target: Step["target"]): [string, object][] => [
  ...Object.entries(PASSWORDS)
    .filter(([name]) => !["admin", "ghost"].includes(name))
    .map(([name, password]): [string, object] => [`internalusers/${name}`, { password }]),
  ...Object.entries(roles).map(([name, role]): [string, object] => [`roles/${name}`, role]),
  ...Object.entries(mappings[target]).map(([role, users]): [string, object] => [
    `rolesmapping/${role}`,
    { users },
  ]),
];

const request = (target: Step["target"], entry: string, body: object): Step => ({
  note: "",
  target,
  method: "PUT",
  path: `/_plugins/_security/api/${entry}`,
  requestBody: JSON.stringify(body),
  status: 201,
  contentType: "application/json",
  responseBody: null,
});

/** Makes users and roles as they were, by the requests that an administrator would send. */
export const setUpSecurity = async (pair: ClusterPair): Promise<void> => {
  const admin = await signature("basic admin");
  for (const target of ["leader", "follower"] as const)
    for (const [entry, body] of entries(target)) {
      const { status, body: told } = await send(
        pair[target].url,
        request(target, entry, body),
        admin,
      );
      if (status !== 201) throw new Error(`${entry}: ${status} ${JSON.stringify(told)}`);
    }
};
