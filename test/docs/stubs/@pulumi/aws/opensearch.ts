// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";

interface Enabled {
  enabled: boolean;
}

export class Domain extends pulumi.CustomResource {
  declare readonly arn: pulumi.Output<string>;
  declare readonly domainName: pulumi.Output<string>;
  declare readonly endpoint: pulumi.Output<string>;
  constructor(
    name: string,
    args: {
      domainName: string;
      engineVersion: string;
      clusterConfig: { instanceType: string; instanceCount: number };
      ebsOptions: { ebsEnabled: boolean; volumeSize: number };
      encryptAtRest: Enabled;
      nodeToNodeEncryption: Enabled;
      domainEndpointOptions: { enforceHttps: boolean };
      advancedSecurityOptions: Enabled & {
        masterUserOptions: { masterUserArn: pulumi.Input<string> };
      };
    },
  ) {
    const outputs = { arn: undefined, endpoint: undefined };
    super("aws:opensearch/domain:Domain", name, { ...args, ...outputs });
  }
}

export class DomainPolicy extends pulumi.CustomResource {
  constructor(
    name: string,
    args: { domainName: pulumi.Input<string>; accessPolicies: pulumi.Input<string> },
  ) {
    super("aws:opensearch/domainPolicy:DomainPolicy", name, args);
  }
}

interface DomainInfo {
  domainName: pulumi.Input<string>;
  ownerId: pulumi.Input<string>;
  region: pulumi.Input<string>;
}

export class OutboundConnection extends pulumi.CustomResource {
  declare readonly connectionAlias: pulumi.Output<string>;
  constructor(
    name: string,
    args: { connectionAlias: string; localDomainInfo: DomainInfo; remoteDomainInfo: DomainInfo },
  ) {
    super("aws:opensearch/outboundConnection:OutboundConnection", name, args);
  }
}

export class InboundConnectionAccepter extends pulumi.CustomResource {
  constructor(name: string, args: { connectionId: pulumi.Input<string> }) {
    super("aws:opensearch/inboundConnectionAccepter:InboundConnectionAccepter", name, args);
  }
}
