// SPDX-License-Identifier: Apache-2.0
import * as k8s from "@pulumi/kubernetes";

/** The namespace of both, on either Kubernetes cluster. */
export const namespace = "search";

/** A cluster of the OpenSearch operator (`opensearch.org/v1`) that can replicate, as leader or as follower. */
export function openSearchCluster(
  name: "leader" | "follower",
  provider: k8s.Provider,
): k8s.apiextensions.CustomResource {
  return new k8s.apiextensions.CustomResource(
    name,
    {
      apiVersion: "opensearch.org/v1",
      kind: "OpenSearchCluster",
      metadata: { name, namespace },
      spec: {
        general: { serviceName: name, version: "3.4.0" },
        security: {
          tls: {
            // Certificates of one authority for both clusters, or they do not trust each other.
            transport: {
              generate: false,
              perNode: false,
              secret: { name: `${name}-transport` },
              nodesDn: ["CN=leader,OU=search", "CN=follower,OU=search"],
            },
            http: { generate: true, adminDn: ["CN=admin,OU=search"] },
          },
          config: { adminSecret: { name: `${name}-admin` } },
        },
        nodePools: [
          {
            component: "nodes",
            replicas: 3,
            diskSize: "30Gi",
            // A pool has only the roles that it lists; nothing is replicated without the last one.
            roles: ["cluster_manager", "data", "remote_cluster_client"],
          },
        ],
      },
    },
    { provider },
  );
}
