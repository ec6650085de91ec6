// SPDX-License-Identifier: Apache-2.0
import {
  listReplications,
  makeConnection,
  readConnected,
  readSettings,
  readStatistics,
  start,
} from "./calls";
import { type Judged, refused } from "./judged";

const says = (status: number, message: string) => ({ status, body: { message } });

const domainStart = { ...start, host: "https://search-x.eu-west-1.es.amazonaws.com" };

/** What Amazon's service answers in front of the cluster. */
export const amazon: readonly Judged[] = [
  {
    cause: "the service makes connections itself",
    source: "Amazon OpenSearch Service: supported operations",
    call: makeConnection,
    answer: {
      status: 401,
      body: { Message: "Your request: '/_cluster/settings' payload is not allowed." },
    },
    message:
      "Your request: '/_cluster/settings' payload is not allowed (HTTP 401). Amazon's managed service manages connections through its own API, so a LeaderConnection cannot create one. Create it there (aws.opensearch.OutboundConnection), accept it on the leader's side (aws.opensearch.InboundConnectionAccepter), and set `leaderAlias` to its alias.",
  },
  {
    cause: "a wrong secret key, or a request that was changed on its way",
    source: "Amazon: Signature Version 4 troubleshooting",
    answer: says(
      403,
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
    ),
    message:
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details (HTTP 403). Check awsSecretKey (or the profile's secret key), awsRegion and awsSignatureService. Behind a tunnel, set hostOverride to the domain's own host name, and make sure that nothing in between changes the path or the body.",
  },
  {
    cause: "this machine's clock is wrong",
    source: "Amazon: Signature Version 4 troubleshooting",
    answer: says(403, "Signature expired: 20261125T100000Z is now earlier than 20261125T101000Z"),
    message:
      "Signature expired: 20261125T100000Z is now earlier than 20261125T101000Z (HTTP 403). Correct this machine's clock: it is more than five minutes off the service's.",
  },
  {
    cause: "the session of a temporary access key has ended",
    source: "Amazon: common errors",
    answer: says(403, "The security token included in the request is expired"),
    message:
      "The security token included in the request is expired (HTTP 403). The access key is unknown or its session has expired: sign in to AWS again. A temporary access key also needs awsToken.",
  },
  {
    cause: "signed for another region",
    source: "Amazon: Signature Version 4 troubleshooting",
    answer: says(403, "Credential should be scoped to a valid region."),
    message:
      "Credential should be scoped to a valid region (HTTP 403). Set awsRegion to the region of the domain, and awsSignatureService to es.",
  },
  {
    cause: "the request is not signed, and the domain's policy names users",
    source: "Amazon OpenSearch Service: troubleshooting",
    answer: {
      status: 403,
      body: {
        Message:
          "User: anonymous is not authorized to perform: es:ESHttpPut because no resource-based policy allows the es:ESHttpPut action",
      },
    },
    message:
      "User: anonymous is not authorized to perform: es:ESHttpPut because no resource-based policy allows the es:ESHttpPut action (HTTP 403). The domain's access policy requires signed requests: set signAwsRequests (and awsRegion, awsProfile or awsAssumeRoleArn).",
  },
  {
    cause: "the domain's policy allows neither this role nor this user",
    source: "Amazon OpenSearch Service: troubleshooting",
    answer: {
      status: 403,
      body: {
        Message:
          "User: arn:aws:sts::123456789012:assumed-role/ci/session is not authorized to perform: es:ESHttpPut",
      },
    },
    message:
      "User: arn:aws:sts::123456789012:assumed-role/ci/session is not authorized to perform: es:ESHttpPut (HTTP 403). Allow this role or user the action named above, in the access policy of the follower's domain or in its own IAM policy. After that, the security plugin's roles apply as well.",
  },
  {
    cause: "a user name and password where the domain wants signed requests",
    source: "Amazon OpenSearch Service: troubleshooting",
    answer: says(
      403,
      "'YWRtaW4=' not a valid key=value pair (missing equal-sign) in Authorization header: 'Basic YWRtaW4='.",
    ),
    message:
      "'YWRtaW4=' not a valid key=value pair (missing equal-sign) in Authorization header: 'Basic YWRtaW4=' (HTTP 403). The domain's access policy requires signed requests, not a user name or a token: set signAwsRequests and remove those.",
  },
  {
    cause: "the service does not show which connections there are",
    source: "Amazon OpenSearch Service: supported operations",
    call: readConnected,
    answer: { status: 401, body: { Message: "Your request: '/_remote/info' is not allowed." } },
    message:
      "Your request: '/_remote/info' is not allowed (HTTP 401). Amazon's managed service manages connections through its own API, so a LeaderConnection cannot create one. Create it there (aws.opensearch.OutboundConnection), accept it on the leader's side (aws.opensearch.InboundConnectionAccepter), and set `leaderAlias` to its alias.",
  },
  {
    cause: "the service does not show the cluster state",
    source: "OpenSearch-Dashboards#5707, elasticsearch-head#273",
    call: listReplications,
    answer: { status: 401, body: { Message: "Your request: '/_cluster/state' is not allowed." } },
    message:
      "Your request: '/_cluster/state' is not allowed (HTTP 401). The service does not offer this call to any user. A look-up that names the follower indexes in `indexes` does not need it.",
  },
  {
    cause: "the service does not offer the call with this method",
    source: "Amazon OpenSearch Service: supported operations",
    call: readStatistics,
    answer: {
      status: 401,
      body: {
        Message:
          "Your request: '/_plugins/_replication/follower_stats' is not allowed for verb: GET",
      },
    },
    message:
      "Your request: '/_plugins/_replication/follower_stats' is not allowed for verb: GET (HTTP 401). The service does not offer this call to any user; no sign-in or permission changes that.",
  },
  {
    cause: "the service does not offer the call, said with 403",
    source: "Amazon OpenSearch Service: supported operations",
    call: readSettings,
    answer: { status: 403, body: { Message: "Your request: '/copy/_settings' is not allowed." } },
    message:
      "Your request: '/copy/_settings' is not allowed (HTTP 403). The service does not offer this call to any user; no sign-in or permission changes that.",
  },
  {
    cause: "the outbound connection is not there, or not ACTIVE yet",
    source: "OpenSearch: NoSuchRemoteClusterException",
    call: domainStart,
    answer: refused(404, "no_such_remote_cluster_exception", "no such remote cluster: [eu]"),
    message:
      "no_such_remote_cluster_exception: no such remote cluster: [eu] (HTTP 404). leaderAlias must be the alias of an ACTIVE outbound connection of this domain (aws.opensearch.OutboundConnection). A connection becomes ACTIVE a few minutes after the leader's side accepts it.",
  },
  {
    cause: "the outbound connection is being provisioned",
    source: "OpenSearch: SniffConnectionStrategy",
    call: domainStart,
    answer: refused(500, "no_seed_node_left_exception", "no seed node left for cluster: [eu]"),
    message:
      "no_seed_node_left_exception: no seed node left for cluster: [eu] (HTTP 500). The domain's outbound connection to the leader is not ACTIVE, or the leader's domain is being changed: `aws opensearch describe-outbound-connections` shows which.",
  },
  {
    cause: "the access policy of the leader's domain does not let the follower's domain in",
    source: "Amazon OpenSearch Service: cross-cluster replication, prerequisites",
    call: domainStart,
    answer: refused(
      403,
      "security_exception",
      "User: arn:aws:iam::123456789012:role/ci is not authorized to perform: es:ESCrossClusterGet",
    ),
    message:
      "security_exception: User: arn:aws:iam::123456789012:role/ci is not authorized to perform: es:ESCrossClusterGet (HTTP 403). Allow es:ESCrossClusterGet in the access policy of the leader's domain (Resource: <ARN of that domain>/*); the follower's policy is not the cause.",
  },
  {
    cause: "a role or the policy of the leader's domain lacks rights",
    source: "cross-cluster-replication: TransportSetupChecksAction; Amazon: prerequisites",
    call: domainStart,
    answer: refused(
      403,
      "security_exception",
      "no permissions for [indices:admin/plugins/replication/index/setup/validate] and User [name=repl, backend_roles=[], requestedTenant=null]",
    ),
    message:
      "security_exception: no permissions for [indices:admin/plugins/replication/index/setup/validate] and User [name=repl, backend_roles=[], requestedTenant=null] (HTTP 403). One of the roles of useRoles, or the user on the leader's domain, lacks the replication permissions: compare with cross_cluster_replication_leader_full_access and cross_cluster_replication_follower_full_access. The access policy of the leader's domain must also allow es:ESCrossClusterGet.",
  },
];
