// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { chmodSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { connect, startPair } from "../../sandbox/clusters";
import { FOLLOWER_ROLE, LEADER_ROLE } from "../../sandbox/clusters/security/built-in";
import { newAuthority } from "../sandbox/clusters/certificates";
import { declaring, type EngineStack, newStack } from "../support/engine-stack";

describe("the folder examples/policy", function () {
  this.timeout(20 * 60_000);
  let stack: EngineStack;
  let pack: string;

  beforeEach(async () => {
    stack = await newStack();
    pack = policyPack(stack);
  });
  afterEach(() => stack.remove());

  const clear = { url: "http://follower.example.com:9200", insecure: true };
  const provider = (settings: object) =>
    `const follower = new replication.Provider("follower", ${JSON.stringify(settings)});`;
  const replicating = (more: object, before: string) =>
    declaring(
      {
        orders: {
          args: { index: "orders-copy", leaderIndex: "orders", leaderAlias: "leader", ...more },
          opts: "{ provider: follower }",
        },
      },
      before,
    );

  it("stops a preview of what it forbids, and names each", async () => {
    const connection = { alias: "leader", proxyAddress: "leader.example.com:9300" };
    stack.program(
      [
        replicating(
          { useRoles: { leaderClusterRole: "all_access", followerClusterRole: "ccr" } },
          provider(clear),
        ),
        'new replication.AutoFollowRule("logs", { name: "logs", leaderAlias: "leader", pattern: "logs-*" }, { provider: follower });',
        `new replication.LeaderConnection("leader", ${JSON.stringify(connection)}, { provider: follower });`,
      ].join("\n"),
    );
    const output = await stack.fails("preview", "--policy-pack", pack);
    expect(output).to.match(/\[mandatory\] +least-privilege +\(.*StartedReplication: orders\)/);
    expect(output).to.match(/\[mandatory\] +leader-over-tls +\(.*AutoFollowRule: logs\)/);
    expect(output).to.match(/\[mandatory\] +follower-over-tls +\(.*pulumi-nodejs: follower\)/);
    expect(output)
      .to.match(/insecure is set/)
      .and.to.match(/not https/);
    expect(output).to.match(/\[advisory\] +proxy-server-name +\(.*LeaderConnection: leader\)/);
    expect(output).not.to.match(/production-keeps-data/);
  });

  it("forbids to delete indexes in the stacks that its configuration calls production", async () => {
    const useRoles = { leaderClusterRole: "ccr", followerClusterRole: "ccr" };
    stack.program(
      replicating(
        { useRoles, onDestroy: "deleteIndex", ifIndexExists: "overwrite" },
        provider({ url: "https://follower.example.com:9200" }),
      ),
    );
    const configuration = join(stack.stack.directory, "policy.json");
    writeFileSync(configuration, '{ "production-keeps-data": { "productionStacks": "^test$" } }');
    const flags = ["--policy-pack", pack, "--policy-pack-config", configuration];
    const output = await stack.fails("preview", ...flags);
    expect(output).to.match(/\[mandatory\] +production-keeps-data/);
    expect(output)
      .to.match(/onDestroy is "deleteIndex"/)
      .and.to.match(/ifIndexExists is "overwrite"/);
    await stack.succeeds("preview", "--policy-pack", pack);
  });

  it("lets an up pass that keeps to it, on clusters with the security plugin and TLS", async () => {
    const authority = await newAuthority();
    const pair = await startPair({ security: {}, tls: authority.server });
    try {
      pair.leader.addIndex("orders", 5);
      pair.leader.security.mapRole(LEADER_ROLE, ["admin"]);
      pair.follower.security.mapRole(FOLLOWER_ROLE, ["admin"]);
      await connect(pair, "leader");
      const settings = { url: pair.follower.url, caCert: authority.ca };
      const useRoles = { leaderClusterRole: LEADER_ROLE, followerClusterRole: FOLLOWER_ROLE };
      stack.program(
        replicating({ useRoles }, provider({ ...settings, username: "admin", password: "admin" })),
      );
      const output = await stack.succeeds("up", "--yes", "--skip-preview", "--policy-pack", pack);
      expect(output).to.match(/opensearch-replication@v0\.1\.0/);
      expect(output).not.to.match(/\[(mandatory|advisory)\]/);
      expect(pair.follower.documentCount("orders-copy")).to.equal(5);
    } finally {
      await pair.close();
    }
  });
});

/**
 * The example as the engine takes it. The language host that is built here is too old to run a policy
 * pack, so this starts the SDK's own runner, as that of an installed Pulumi does.
 */
function policyPack({ stack }: EngineStack): string {
  const folder = resolve(__dirname, "../../examples/policy");
  const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
  const script = join(stack.directory, "policy-pack");
  const run = `cd "${folder}" && exec "${process.execPath}" "${runner}" "$1" .`;
  writeFileSync(script, `#!/bin/sh\n${run}\n`);
  chmodSync(script, 0o755);
  return script;
}
