// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { planProgram } from "../../provider/cli/generate/plan";
import { programText } from "../../provider/cli/generate/program";
import { yamlText } from "../../provider/cli/generate/yaml";
import type { RemoteKeys } from "../../provider/opensearch/api/remote-settings";
import type { Estate } from "../../provider/reads/estate";
import schema from "../../provider/schema.json";
import type { ReplicationInfo } from "../../provider/reads/replication-info";

const follower = (index: string, leaderIndex: string, more: Partial<ReplicationInfo> = {}) => ({
  ...{ index, leaderIndex, leaderAlias: "eu", exists: true, status: "SYNCING", reason: "" },
  ...more,
});
const connected = (alias: string) => ({
  ...{ alias, isConnected: true, mode: "sniff", addresses: [], connected: 1 },
});
const estate = (more: Partial<Estate>): Estate => ({
  ...{ host: "http://us:9200", cluster: undefined, unseen: [], rules: [], replications: [] },
  connections: [connected("eu")],
  ...more,
});
const keys = new Map<string, RemoteKeys>([
  ["eu", { seeds: ["eu-1:9300", "eu-2:9300"], node_connections: "5", skip_unavailable: "true" }],
  ["old", { mode: "proxy", proxy_address: "10.0.0.9:9300", "transport.ping_schedule": "30s" }],
]);
const program = (more: Partial<Estate>, isSignedIn = false): string =>
  programText(planProgram(estate(more), keys), isSignedIn);

describe("a program that is generated", () => {
  it("followers that are named alike -> one component with a rename; the paused one says so", () => {
    const replications = [
      follower("orders-copy", "orders"),
      follower("events-copy", "events", { status: "PAUSED", reason: "User initiated" }),
    ];
    expect(program({ replications })).to
      .equal(`import * as replication from "pulumi-opensearch-replication";

new replication.ReplicatedCluster("eu", {
  connection: {
    alias: "eu",
    seeds: ["eu-1:9300", "eu-2:9300"],
    nodeConnections: 5,
    skipUnavailable: true,
  },
  indexes: [
    "orders",
    { leaderIndex: "events", paused: true },
  ],
  rename: (leaderIndex) => \`\${leaderIndex}-copy\`,
});
`);
  });

  it("each named otherwise -> its own name; what a rule has made -> the rule, with its naming", () => {
    const replications = [
      follower("a", "orders"),
      follower("events", "events"),
      follower("eu-logs-1", "logs-1"),
    ];
    const rule = { name: "all-logs", pattern: "logs-*", leaderAlias: "eu", failedIndexes: [] };
    const rules = [rule, { ...rule, name: "none", pattern: "none-*" }];
    const text = program({ replications, rules });
    expect(text).to.include('{ leaderIndex: "orders", index: "a" },\n    "events",');
    expect(text).to.include(
      '"all-logs": { pattern: "logs-*", followerIndexPattern: "eu-{{leader_index}}" },',
    );
    expect(text).to.match(/No follower shows its followerIndexPattern.*\n +none: /);
    expect(text).to.not.match(/rename|"logs-1"/);
  });

  it("two followers of one leader index, one of a rule's that is named otherwise -> each is declared once", () => {
    const rules = [{ name: "logs", pattern: "logs-*", failedIndexes: [] }];
    const replications = [
      ...["logs-1", "logs-2"].map((index) => follower(index, index)),
      follower("by-hand", "logs-3"),
      follower("orders", "orders"),
      follower("orders-2", "orders", { status: "PAUSED" }),
    ];
    const text = program({ replications, rules });
    expect(text).to.include('{ leaderIndex: "logs-3", index: "by-hand" },\n    "orders",\n  ],');
    expect(text).to.include('    logs: { pattern: "logs-*" },');
    expect(text).to.match(
      /StartedReplication\("orders-2", \{\n {2}leaderAlias: "eu",\n {2}leaderIndex: "orders",\n {2}index: "orders-2",\n {2}paused: true,\n\}\)/,
    );
  });

  it("a rule that does not tell its connection -> the one that its followers show; of several, it is left out", () => {
    const connections = [connected("eu"), connected("old")];
    const rules = [{ name: "logs", pattern: "logs-*", failedIndexes: [] }];
    const shown = [follower("logs-1", "logs-1"), follower("orders", "orders")];
    const text = program({ connections, rules, replications: shown });
    expect(text)
      .to.match(/autoFollow: \{\n {4}logs: /)
      .and.not.match(/"logs-1"/);
    const both = [...shown, follower("logs-2", "logs-2", { leaderAlias: "old" })];
    const left = program({ connections, rules, replications: both });
    expect(left).to.match(/"logs-1"[^]*"logs-2"[^]*logs: a rule whose connection/);
  });

  it("what does not run, or over a connection of opensearch.yml -> left out by name and why", () => {
    const replications = [
      follower("failed", "failed", { status: "FAILED", reason: "no\nspace" }),
      follower("auto", "auto", { status: "PAUSED", reason: "AutoPaused: lease" }),
      follower("filed", "filed", { leaderAlias: "file" }),
    ];
    const text = program({ replications });
    expect(text).to.include("//   failed: it does not run (FAILED no space)");
    expect(text).to.include("//   auto: it does not run (PAUSED AutoPaused: lease)");
    expect(text).to.match(/filed: its connection is not set .*\(file\)/);
    expect(text).to.not.include("ReplicatedCluster");
    expect(text).to.match(/new replication\.LeaderConnection\("eu", \{/);
  });

  it("a sign-in -> the roles are asked of the configuration, and are in every component", () => {
    const text = program({ replications: [follower("orders", "orders")] }, true);
    expect(text).to.match(/requireObject<replication\.UseRoles>\("useRoles"\)/);
    expect(text).to.match(/\},\n {2}useRoles,\n/);
  });

  it("names that are code -> text", () => {
    const index = 'x`${1}"\\';
    const text = program({
      replications: [follower(`${index}y`, "y"), follower(`${index}z`, "z")],
    });
    expect(text).to.include('rename: (leaderIndex) => `x\\`\\${1}"\\\\${leaderIndex}`,');
  });

  it("a proxy, and a connection that nothing uses -> as they are set", () => {
    const text = program({ connections: [connected("eu"), connected("old")] });
    expect(text).to.include(
      'new replication.LeaderConnection("old", {\n  alias: "old",\n  proxyAddress: "10.0.0.9:9300",\n  transportPingSchedule: "30s",\n});',
    );
  });

  it("in YAML -> the same resources, each text that could be something else quoted", () => {
    const replications = [
      follower("orders-copy", "orders"),
      follower("no-copy", "no", { status: "PAUSED" }),
      follower("again", "orders"),
      follower("failed", "failed", { status: "FAILED" }),
    ];
    const rules = [{ name: "logs", pattern: "logs-*", leaderAlias: "eu", failedIndexes: [] }];
    const plan = planProgram(estate({ replications, rules }), keys);
    expect(yamlText("infra", plan, true)).to.equal(`name: infra
runtime: yaml
description: "The cross-cluster replications of an OpenSearch cluster."
config:
  leaderClusterRole:
    type: string
  followerClusterRole:
    type: string
resources:
  eu:
    type: "opensearch-replication:ReplicatedCluster"
    properties:
      connection:
        alias: eu
        seeds:
          - "eu-1:9300"
          - "eu-2:9300"
        nodeConnections: 5
        skipUnavailable: true
      useRoles:
        leaderClusterRole: "\${leaderClusterRole}"
        followerClusterRole: "\${followerClusterRole}"
      indexes:
        - leaderIndex: orders
        - leaderIndex: "no"
          paused: true
      suffix: "-copy"
      autoFollow:
        logs:
          pattern: "logs-*"
  again:
    type: "opensearch-replication:StartedReplication"
    properties:
      leaderAlias: eu
      leaderIndex: orders
      index: again
      useRoles:
        leaderClusterRole: "\${leaderClusterRole}"
        followerClusterRole: "\${followerClusterRole}"
    options:
      dependsOn:
        - "\${eu}"
# Not declared:
#   failed: it does not run (FAILED)
`);
  });

  it("in YAML -> resources and inputs that the plugin's schema has", () => {
    const used = {
      ReplicatedCluster: ["connection", "useRoles", "indexes", "suffix", "autoFollow"],
    };
    const apart = ["leaderAlias", "leaderIndex", "index", "useRoles", "paused"];
    const resources = schema.resources as Record<string, { inputProperties: object }>;
    for (const [kind, names] of Object.entries({ ...used, StartedReplication: apart }))
      expect(resources[`opensearch-replication:index:${kind}`]?.inputProperties).to.include.keys(
        names,
      );
  });
});
