// SPDX-License-Identifier: Apache-2.0
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as replication from "pulumi-opensearch-replication";
import { policyText, searchDomain } from "./domains";

const region = new pulumi.Config("aws").require("region");
const pattern = new pulumi.Config().get("pattern") ?? "logs-*";
const ownerId = aws.getCallerIdentityOutput().accountId;

// Signs every request, and is the administrator of both domains.
const role = new aws.iam.Role("replication", {
  assumeRolePolicy: ownerId.apply((id) =>
    policyText([
      {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${id}:root` },
        Action: "sts:AssumeRole",
      },
    ]),
  ),
});

const signed = { action: "es:ESHttp*", principal: role.arn };
// The second lets the follower's domain read from the leader's.
const read = { action: "es:ESCrossClusterGet", principal: "*" };
const leader = searchDomain("leader", role.arn, [signed, read]);
const follower = searchDomain("follower", role.arn, [signed]);

// The follower pulls, so the connection begins at its domain, and the leader's side accepts it.
const connection = new aws.opensearch.OutboundConnection("leader", {
  connectionAlias: "leader",
  localDomainInfo: { domainName: follower.domain.domainName, ownerId, region },
  remoteDomainInfo: { domainName: leader.domain.domainName, ownerId, region },
});
const accepted = new aws.opensearch.InboundConnectionAccepter("leader", {
  connectionId: connection.id,
});

const provider = new replication.Provider("follower", {
  url: pulumi.interpolate`https://${follower.domain.endpoint}`,
  awsRegion: region,
  awsAssumeRoleArn: role.arn,
  waitForAccess: "15m",
});

// The domains are empty, and a leader index must exist before it can be replicated: hence a rule.
const rule = new replication.AutoFollowRule(
  "matching",
  {
    name: "matching",
    leaderAlias: connection.connectionAlias,
    pattern,
    // The plugin's own roles, to which the README maps the role above on each domain.
    useRoles: {
      leaderClusterRole: "cross_cluster_replication_leader_full_access",
      followerClusterRole: "cross_cluster_replication_follower_full_access",
    },
    timeouts: { create: "20m" },
  },
  { provider, dependsOn: [accepted, leader.policy, follower.policy] },
);

export const roleArn = role.arn;
export const leaderEndpoint = leader.domain.endpoint;
export const followerEndpoint = follower.domain.endpoint;
export const acknowledged = rule.acknowledged;
