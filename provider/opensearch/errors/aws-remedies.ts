// SPDX-License-Identifier: Apache-2.0
import type { Remedy } from "./remedy";

/** What Amazon's service refuses with, in front of the cluster. */
export const awsRemedies: readonly Remedy[] = [
  {
    name: "connection settings forbidden by Amazon's service",
    reason: /^Your request\b.*\bis not allowed/,
    path: /^\/(_cluster\/settings|_remote\/info)$/,
    advice:
      "Amazon's managed service makes connections through its own API, so that a LeaderConnection cannot: make it there (aws.opensearch.OutboundConnection), accept it on the leader's side (aws.opensearch.InboundConnectionAccepter), and give its alias to `leaderAlias`.",
  },
  {
    name: "list forbidden by Amazon's service",
    reason: /^Your request\b.*\bis not allowed/,
    path: /^\/_cluster\/state/,
    advice:
      "The service does not offer this call, to no user; a look-up does without where it names the follower indexes in `indexes`.",
  },
  {
    name: "call that Amazon's service does not offer",
    reason: /^Your request\b.*\bis not allowed/,
    advice:
      "The service does not offer this call, to no user: a sign-in or a permission is not what is missing.",
  },
  {
    name: "outbound connection missing",
    type: /^no_such_remote_cluster_exception$/,
    isAmazon: true,
    advice:
      "leaderAlias must be the alias of an outbound connection of this domain (aws.opensearch.OutboundConnection) that is ACTIVE, which it becomes some minutes after the leader's side has accepted it.",
  },
  {
    name: "outbound connection not active",
    type: /^(connect_transport_exception|node_disconnected_exception|node_not_connected_exception|no_seed_node_left_exception)$/,
    isAmazon: true,
    advice:
      "The domain's outbound connection to the leader is not ACTIVE, or the leader's domain is being changed: `aws opensearch describe-outbound-connections` tells which.",
  },
  {
    name: "not allowed by the leader's access policy",
    reason: /es:ESCrossCluster/,
    advice:
      "Allow es:ESCrossClusterGet in the access policy of the leader's domain (Resource: <ARN of that domain>/*); the follower's policy is not what refuses this.",
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
      "Check awsSecretKey (or the profile's), awsRegion and awsSignatureService; behind a tunnel hostOverride must be the domain's own host name, and nothing in between may change path or body.",
  },
  {
    name: "signature expired",
    reason: /Signature (expired|not yet current)/,
    advice: "Set this machine's clock: it differs from the service's by more than five minutes.",
  },
  {
    name: "AWS credentials not valid",
    reason: /security token included in the request is (invalid|expired)/,
    advice:
      "The access key is unknown or its session has ended: sign in to AWS anew; a temporary access key also needs awsToken.",
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
      "The domain's access policy wants signed requests: set signAwsRequests (and awsRegion, awsProfile or awsAssumeRoleArn).",
  },
  {
    name: "sign-in that AWS does not take",
    reason: /in Authorization header|Authorization header requires/,
    advice:
      "The domain's access policy wants signed requests instead of a user name or a token: set signAwsRequests and leave those out.",
  },
  {
    name: "not allowed by AWS",
    reason: /is not authorized to perform: es:/,
    advice:
      "Allow the action named above to this role or user, in the access policy of the follower's domain or in its own; then the security plugin's roles count as well.",
  },
];
