// SPDX-License-Identifier: Apache-2.0
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as replication from "pulumi-opensearch-replication";
import { namespace, openSearchCluster } from "./cluster";

const config = new pulumi.Config();
const onLeader = new k8s.Provider("leader", { context: config.get("leaderContext") ?? "leader" });
const onFollower = new k8s.Provider("follower", {
  context: config.get("followerContext") ?? "follower",
});

const leader = openSearchCluster("leader", onLeader);
const follower = openSearchCluster("follower", onFollower);

// Pod addresses cannot be reached from another Kubernetes cluster, so the connection is in proxy mode,
// to one address that leads to all of the leader's nodes.
const transport = new k8s.core.v1.Service(
  "leader-transport",
  {
    metadata: { name: "leader-transport", namespace },
    spec: {
      type: "LoadBalancer",
      selector: { "opensearch.org/opensearch-cluster": "leader" },
      ports: [{ port: 9300, targetPort: 9300 }],
    },
  },
  { provider: onLeader, dependsOn: leader },
);

// Some providers of load balancers give an address, some a name.
const proxyAddress = transport.status.loadBalancer.ingress.apply(
  ([first]) => `${first?.ip || first?.hostname}:9300`,
);

const caCert = config.get("caCert");
const provider = new replication.Provider(
  "follower-cluster",
  {
    url: config.require("followerUrl"),
    username: "admin",
    password: config.requireSecret("password"),
    // The authority of the REST certificate: PEM text, or the path of a file with it.
    ...(caCert !== undefined && { caCert }),
    waitForAccess: "15m",
  },
  { dependsOn: follower },
);

// The clusters are empty, and a leader index must exist before it can be replicated: hence a rule.
const replicated = new replication.ReplicatedCluster(
  "replicated",
  {
    connection: {
      alias: "leader",
      proxyAddress,
    },
    indexes: [],
    autoFollow: { matching: { pattern: config.get("pattern") ?? "logs-*" } },
    // Roles on each cluster that the README makes and maps to admin.
    useRoles: {
      leaderClusterRole: config.get("leaderRole") ?? "ccr_leader",
      followerClusterRole: config.get("followerRole") ?? "ccr_follower",
    },
  },
  { provider },
);

export const connected = replicated.connection?.connected;
