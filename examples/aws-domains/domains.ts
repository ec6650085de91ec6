// SPDX-License-Identifier: Apache-2.0
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** What a domain's access policy allows to whom; the roles of its fine-grained access control still count. */
export interface Allowed {
  readonly action: string;
  readonly principal: pulumi.Input<string>;
}

/** A domain that can replicate, with its access policy. */
export interface SearchDomain {
  readonly domain: aws.opensearch.Domain;
  /** Nobody is let in before it. */
  readonly policy: aws.opensearch.DomainPolicy;
}

/** Makes a domain whose administrator is the role. */
export function searchDomain(
  name: string,
  masterUserArn: pulumi.Input<string>,
  allowed: readonly Allowed[],
): SearchDomain {
  const domain = new aws.opensearch.Domain(name, {
    domainName: name,
    engineVersion: "OpenSearch_2.19",
    clusterConfig: { instanceType: "m6g.large.search", instanceCount: 2 },
    ebsOptions: { ebsEnabled: true, volumeSize: 20 },
    // Replication needs fine-grained access control, and that needs these three.
    encryptAtRest: { enabled: true },
    nodeToNodeEncryption: { enabled: true },
    domainEndpointOptions: { enforceHttps: true },
    advancedSecurityOptions: { enabled: true, masterUserOptions: { masterUserArn } },
  });
  const principals = pulumi.all(allowed.map(({ principal }) => principal));
  const accessPolicies = pulumi.all([domain.arn, principals]).apply(([arn, all]) =>
    policyText(
      allowed.map(({ action }, at) => ({
        Effect: "Allow",
        Principal: { AWS: all[at] },
        Action: action,
        Resource: `${arn}/*`,
      })),
    ),
  );
  const { domainName } = domain;
  const policy = new aws.opensearch.DomainPolicy(name, { domainName, accessPolicies });
  return { domain, policy };
}

/** An IAM policy of these statements. */
export function policyText(statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
