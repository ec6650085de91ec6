// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { inputsOf, type Registered, underMocks } from "./under-mocks";

interface ClusterSpec {
  readonly security: { readonly tls: { readonly transport: Record<string, unknown> } };
  readonly nodePools: readonly { readonly roles: readonly string[] }[];
}

describe("the folder examples/kubernetes, under mocks", () => {
  let registered: Registered;

  before(async () => {
    const program = () => import("../../examples/kubernetes/index.js");
    const configuration = {
      "example:followerUrl": "https://localhost:9200",
      "example:password": "s3cret",
      "example:leaderContext": "eu",
    };
    registered = await underMocks(program, configuration, {
      Service: () => ({
        status: { loadBalancer: { ingress: [{ ip: "192.0.2.7", hostname: "" }] } },
      }),
    });
  });

  it("makes two clusters that trust each other's nodes, in which every node can replicate", () => {
    for (const name of ["leader", "follower"]) {
      const { spec } = inputsOf(registered, `OpenSearchCluster ${name}`);
      const { security, nodePools } = spec as ClusterSpec;
      expect(security.tls.transport).to.deep.include({
        generate: false,
        secret: { name: `${name}-transport` },
        nodesDn: ["CN=leader,OU=search", "CN=follower,OU=search"],
      });
      expect(nodePools.every(({ roles }) => roles.includes("remote_cluster_client"))).to.equal(
        true,
      );
    }
  });

  it("puts each into a Kubernetes cluster of its own", () => {
    const contexts = ["leader", "follower"].map(
      (name) => inputsOf(registered, `kubernetes ${name}`)["context"],
    );
    expect(contexts).to.deep.equal(["eu", "follower"]);
    const provider = registered.get("OpenSearchCluster leader")?.provider;
    expect(provider).to.match(/pulumi:providers:kubernetes::leader/);
  });

  it("connects through the leader's load balancer, and follows the pattern", () => {
    expect(inputsOf(registered, "Service leader-transport")["spec"]).to.deep.include({
      type: "LoadBalancer",
      selector: { "opensearch.org/opensearch-cluster": "leader" },
    });
    expect(inputsOf(registered, "LeaderConnection replicated-connection")).to.include({
      alias: "leader",
      proxyAddress: "192.0.2.7:9300",
    });
    expect(inputsOf(registered, "AutoFollowRule replicated-matching")).to.include({
      leaderAlias: "leader",
      pattern: "logs-*",
    });
  });
});
