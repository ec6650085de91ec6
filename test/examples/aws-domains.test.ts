// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { inputsOf, type Registered, underMocks } from "./under-mocks";

interface Statement {
  readonly Action: string;
  readonly Principal: { readonly AWS: string };
  readonly Resource: string;
}

const roleArn = "arn:aws:iam::123456789012:role/replication";
const domainArn = (name: string) => `arn:aws:es:eu-west-1:123456789012:domain/${name}`;

describe("the folder examples/aws-domains, under mocks", () => {
  let registered: Registered;

  before(async () => {
    const program = () => import("../../examples/aws-domains/index.js");
    const configuration = { "aws:region": "eu-west-1", "example:pattern": "orders-*" };
    registered = await underMocks(program, configuration, {
      Role: () => ({ arn: roleArn }),
      Domain: (name) => ({ arn: domainArn(name), endpoint: `${name}.eu-west-1.es.amazonaws.com` }),
    });
  });

  const statements = (name: string) => {
    const { accessPolicies } = inputsOf(registered, `DomainPolicy ${name}`);
    return (JSON.parse(String(accessPolicies)) as { Statement: Statement[] }).Statement;
  };

  it("makes two domains that can replicate, whose administrator is the role that signs", () => {
    for (const name of ["leader", "follower"]) {
      expect(inputsOf(registered, `Domain ${name}`)).to.deep.include({
        encryptAtRest: { enabled: true },
        nodeToNodeEncryption: { enabled: true },
        domainEndpointOptions: { enforceHttps: true },
        advancedSecurityOptions: { enabled: true, masterUserOptions: { masterUserArn: roleArn } },
      });
    }
  });

  it("lets the role into both, and the other domain into the leader's", () => {
    const own = (name: string) => ({
      Effect: "Allow",
      Principal: { AWS: roleArn },
      Action: "es:ESHttp*",
      Resource: `${domainArn(name)}/*`,
    });
    const read = { ...own("leader"), Principal: { AWS: "*" }, Action: "es:ESCrossClusterGet" };
    expect(statements("follower")).to.deep.equal([own("follower")]);
    expect(statements("leader")).to.deep.equal([own("leader"), read]);
  });

  it("connects the follower's domain to the leader's, whose side accepts it", () => {
    const at = { ownerId: "123456789012", region: "eu-west-1" };
    expect(inputsOf(registered, "OutboundConnection leader")).to.deep.equal({
      connectionAlias: "leader",
      localDomainInfo: { domainName: "follower", ...at },
      remoteDomainInfo: { domainName: "leader", ...at },
    });
    const { connectionId } = inputsOf(registered, "InboundConnectionAccepter leader");
    expect(connectionId).to.equal("leader-id");
  });

  it("follows the pattern over that connection, with requests signed for the follower's domain", () => {
    expect(inputsOf(registered, "pulumi-nodejs follower")).to.include({
      "opensearch:url": "https://follower.eu-west-1.es.amazonaws.com",
      "opensearch:awsRegion": "eu-west-1",
      "opensearch:awsAssumeRoleArn": roleArn,
    });
    expect(inputsOf(registered, "AutoFollowRule matching")).to.include({
      leaderAlias: "leader",
      pattern: "orders-*",
    });
  });
});
