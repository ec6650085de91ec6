// SPDX-License-Identifier: Apache-2.0
import { known } from "./known-answer";

const notOffered = /^Your request\b.*\bis not allowed\b/;
const noConnection = /^no_such_remote_cluster_exception$/;
const unreachable =
  /^(connect_transport|node_disconnected|node_not_connected|no_seed_node_left)_exception$/;

/** What Amazon's service refuses with, most of it in front of the cluster. */
export const amazon = {
  connectionsNotOffered: known({
    reason: notOffered,
    path: /^\/(_cluster\/settings|_remote\/info)$/,
  })(
    "Amazon's managed service manages connections through its own API, so a LeaderConnection cannot create one. Create it there (aws.opensearch.OutboundConnection), accept it on the leader's side (aws.opensearch.InboundConnectionAccepter), and set `leaderAlias` to its alias.",
    "/_cluster/settings 401 Your request: '/_cluster/settings' payload is not allowed.",
    "/_remote/info 401 Your request: '/_remote/info' is not allowed.",
  ),
  listNotOffered: known({ reason: notOffered, path: /^\/_cluster\/state/ })(
    "The service does not offer this call to any user. A look-up that names the follower indexes in `indexes` does not need it.",
    "/_cluster/state/metadata 401 Your request: '/_cluster/state' is not allowed.",
  ),
  notOffered: known(notOffered)(
    "The service does not offer this call to any user; no sign-in or permission changes that.",
    "401 Your request: '/_plugins/_replication/follower_stats' is not allowed for verb: GET",
    "403 Your request: '/copy/_settings' is not allowed.",
  ),
  outboundConnectionMissing: known({ type: noConnection, isAmazon: true })(
    "leaderAlias must be the alias of an ACTIVE outbound connection of this domain (aws.opensearch.OutboundConnection). A connection becomes ACTIVE a few minutes after the leader's side accepts it.",
    "404 no_such_remote_cluster_exception: no such remote cluster: [eu]",
  ),
  outboundConnectionNotActive: known({
    type: unreachable,
    isAmazon: true,
  })(
    "The domain's outbound connection to the leader is not ACTIVE, or the leader's domain is being changed: `aws opensearch describe-outbound-connections` shows which.",
    "500 no_seed_node_left_exception: no seed node left for cluster: [eu]",
  ),
  accessPolicyOfLeader: known(/es:ESCrossCluster/)(
    "Allow es:ESCrossClusterGet in the access policy of the leader's domain (Resource: <ARN of that domain>/*); the follower's policy is not the cause.",
    "403 security_exception: User: arn:aws:iam::123456789012:role/ci is not authorized to perform: es:ESCrossClusterGet",
  ),
  rolesOrAccessPolicyOfLeader: known({
    reason: /no permissions for \[.*setup\/validate/,
    isAmazon: true,
  })(
    "One of the roles of useRoles, or the user on the leader's domain, lacks the replication permissions: compare with cross_cluster_replication_leader_full_access and cross_cluster_replication_follower_full_access. The access policy of the leader's domain must also allow es:ESCrossClusterGet.",
    "403 security_exception: no permissions for [indices:admin/plugins/replication/index/setup/validate] and User [name=repl, backend_roles=[], requestedTenant=null]",
  ),
  signatureDoesNotMatch: known(/signature we calculated does not match/)(
    "Check awsSecretKey (or the profile's secret key), awsRegion and awsSignatureService. Behind a tunnel, set hostOverride to the domain's own host name, and make sure that nothing in between changes the path or the body.",
    "403 The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.",
  ),
  signatureExpired: known(/Signature (expired|not yet current)/)(
    "Correct this machine's clock: it is more than five minutes off the service's.",
    "403 Signature expired: 20261125T100000Z is now earlier than 20261125T101000Z",
  ),
  awsCredentialsNotValid: known(/security token included in the request is (invalid|expired)/)(
    "The access key is unknown or its session has expired: sign in to AWS again. A temporary access key also needs awsToken.",
    "403 The security token included in the request is expired",
  ),
  signedForAnotherRegion: known(/Credential should be scoped to/)(
    "Set awsRegion to the region of the domain, and awsSignatureService to es.",
    "403 Credential should be scoped to a valid region.",
  ),
  notSigned: known(/anonymous is not authorized to perform/)(
    "The domain's access policy requires signed requests: set signAwsRequests (and awsRegion, awsProfile or awsAssumeRoleArn).",
    "403 User: anonymous is not authorized to perform: es:ESHttpPut because no resource-based policy allows the es:ESHttpPut action",
  ),
  signInNotForAws: known(/in Authorization header|Authorization header requires/)(
    "The domain's access policy requires signed requests, not a user name or a token: set signAwsRequests and remove those.",
    "403 'YWRtaW4=' not a valid key=value pair (missing equal-sign) in Authorization header: 'Basic YWRtaW4='.",
  ),
  notAllowedByAws: known(/is not authorized to perform: es:/)(
    "Allow this role or user the action named above, in the access policy of the follower's domain or in its own IAM policy. After that, the security plugin's roles apply as well.",
    "403 User: arn:aws:sts::123456789012:assumed-role/ci/session is not authorized to perform: es:ESHttpPut",
  ),
};

/** What making, naming and using a connection to a leader fails with. */
export const connections = {
  addressWithoutPort: known(/remote hosts need to be configured as \[host:port\]/)(
    "Give transport addresses as host:port, such as leader.example.com:9300.",
    "400 illegal_argument_exception: remote hosts need to be configured as [host:port], found [nonsense] instead",
  ),
  connectionInAnotherMode: known(/cannot be used with the configured "cluster\.remote\..+\.mode"/)(
    "The connection is in the other mode: a LeaderConnection with `adopt: true` changes the mode and its settings in one request.",
    '400 illegal_argument_exception: Setting "cluster.remote.eu.seeds" cannot be used with the configured "cluster.remote.eu.mode" [required=SNIFF, configured=PROXY]',
  ),
  nodeWithoutRole: known(/does not have the remote_cluster_client role/)(
    "The follower node that took the request cannot open remote connections: give the follower's nodes the role remote_cluster_client (node.roles in opensearch.yml; nodes that hold followers need it too), or point the url to a node that has it.",
    "400 illegal_argument_exception: this node does not have the remote_cluster_client role",
  ),
  connectionMissing: known({ type: noConnection })(
    "leaderAlias must name a remote-cluster connection of the follower cluster; GET /_remote/info there lists them, and a LeaderConnection creates one.",
    "404 no_such_remote_cluster_exception: no such remote cluster: [eu]",
  ),
  // The leader is asked before anything is written, and within the cluster core itself tries again.
  leaderUnreachable: known(
    {
      type: unreachable,
    },
    "refused",
  )(
    "The follower cluster cannot reach the leader over leaderAlias: check the connection's address, the transport port (9300, not 9200), TLS between the clusters, and that the leader is up.",
    "500 connect_transport_exception: [][127.0.0.1:1] connect_exception; caused by annotated_connect_exception: Connection refused: /127.0.0.1:1",
    "500 node_disconnected_exception: [leader-1][10.0.0.7:9300][indices:monitor/stats] disconnected",
    "500 no_seed_node_left_exception: no seed node left for cluster: [eu]",
  ),
  leaderUnreachableThroughProxy: known(
    /Unable to open any (proxy )?connections to remote cluster/,
    "refused",
  )(
    "The follower cluster cannot reach the leader over leaderAlias: check the connection's address, that the proxy forwards transport traffic to the leader's port 9300, TLS between the clusters, and that the leader is up.",
    "500 illegal_state_exception: Unable to open any proxy connections to remote cluster [eu]",
  ),
  leaderAliasRequired: known(/Mandatory params \[.*leader_alias.*\] are missing/)(
    "This version of the plugin requires leaderAlias: set it on the resource, or on the provider for all its resources.",
    "400 action_request_validation_exception: Validation Failed: 1: Mandatory params [leader_alias] are missing for the request;",
  ),
  pluginMissingOnNode: known({ type: /^action_not_found_transport_exception$/ }, "refused")(
    "A node lacks the cross-cluster-replication plugin or has an older version of it: install the same version on all nodes, the leader cluster's included.",
    "500 action_not_found_transport_exception: No handler for action [indices:admin/plugins/replication/index/setup/validate]",
  ),
};
