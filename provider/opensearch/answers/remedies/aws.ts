// SPDX-License-Identifier: Apache-2.0
import type { Remedy } from "./remedy";

/** What Amazon's service refuses with, in front of the cluster. */
export const awsRemedies: readonly Remedy[] = [
  {
    name: "connection settings forbidden by Amazon's service",
    reason: /^Your request\b.*\bis not allowed/,
    path: /^\/(_cluster\/settings|_remote\/info)$/,
    advice:
      "Amazon's managed service manages connections through its own API, so a LeaderConnection cannot create one. Create it there (aws.opensearch.OutboundConnection), accept it on the leader's side (aws.opensearch.InboundConnectionAccepter), and set `leaderAlias` to its alias.",
  },
  {
    name: "list forbidden by Amazon's service",
    reason: /^Your request\b.*\bis not allowed/,
    path: /^\/_cluster\/state/,
    advice:
      "The service does not offer this call to any user. A look-up that names the follower indexes in `indexes` does not need it.",
  },
  {
    name: "call that Amazon's service does not offer",
    reason: /^Your request\b.*\bis not allowed/,
    advice:
      "The service does not offer this call to any user; no sign-in or permission changes that.",
  },
  {
    name: "outbound connection missing",
    type: /^no_such_remote_cluster_exception$/,
    isAmazon: true,
    advice:
      "leaderAlias must be the alias of an ACTIVE outbound connection of this domain (aws.opensearch.OutboundConnection). A connection becomes ACTIVE a few minutes after the leader's side accepts it.",
  },
  {
    name: "outbound connection not active",
    type: /^(connect_transport_exception|node_disconnected_exception|node_not_connected_exception|no_seed_node_left_exception)$/,
    isAmazon: true,
    advice:
      "The domain's outbound connection to the leader is not ACTIVE, or the leader's domain is being changed: `aws opensearch describe-outbound-connections` shows which.",
  },
  {
    name: "not allowed by the leader's access policy",
    reason: /es:ESCrossCluster/,
    advice:
      "Allow es:ESCrossClusterGet in the access policy of the leader's domain (Resource: <ARN of that domain>/*); the follower's policy is not the cause.",
  },
  {
    name: "role lacks rights, or the leader's access policy",
    reason: /no permissions for \[.*setup\/validate/,
    isAmazon: true,
    advice:
      "One of the roles of useRoles, or the user on the leader's domain, lacks the replication permissions: compare with cross_cluster_replication_leader_full_access and cross_cluster_replication_follower_full_access. The access policy of the leader's domain must also allow es:ESCrossClusterGet.",
  },
  {
    name: "signature does not match",
    reason: /signature we calculated does not match/,
    advice:
      "Check awsSecretKey (or the profile's secret key), awsRegion and awsSignatureService. Behind a tunnel, set hostOverride to the domain's own host name, and make sure that nothing in between changes the path or the body.",
  },
  {
    name: "signature expired",
    reason: /Signature (expired|not yet current)/,
    advice: "Correct this machine's clock: it is more than five minutes off the service's.",
  },
  {
    name: "AWS credentials not valid",
    reason: /security token included in the request is (invalid|expired)/,
    advice:
      "The access key is unknown or its session has expired: sign in to AWS again. A temporary access key also needs awsToken.",
  },
  {
    name: "wrong region or service in the signature",
    reason: /Credential should be scoped to/,
    advice: "Set awsRegion to the region of the domain, and awsSignatureService to es.",
  },
  {
    name: "not signed for AWS",
    reason: /anonymous is not authorized to perform/,
    advice:
      "The domain's access policy requires signed requests: set signAwsRequests (and awsRegion, awsProfile or awsAssumeRoleArn).",
  },
  {
    name: "sign-in that AWS does not take",
    reason: /in Authorization header|Authorization header requires/,
    advice:
      "The domain's access policy requires signed requests, not a user name or a token: set signAwsRequests and remove those.",
  },
  {
    name: "not allowed by AWS",
    reason: /is not authorized to perform: es:/,
    advice:
      "Allow this role or user the action named above, in the access policy of the follower's domain or in its own IAM policy. After that, the security plugin's roles apply as well.",
  },
];
