// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { connect, startPair } from "../../../sandbox/clusters";
import { newPluginStack } from "../../support/plugin-stack";
import {
  compileForGo,
  compileForNode,
  generateSdks,
  type Sdks,
  succeeds,
} from "../../support/sdks";
import { schemaFile } from "../../../scripts/schema/main";

const program = `
const pulumi = require("@pulumi/pulumi");
const replication = require("opensearch-replication-sdk");
const provider = new replication.Provider("follower", { url: process.env.FOLLOWER, startsInFlight: 2, insecure: false });
const orders = new replication.StartedReplication("orders", {
    index: "copy", leaderIndex: "orders", leaderAlias: "leader",
    waitFor: replication.types.enums.WaitFor.CaughtUp, settings: { number_of_replicas: 0 },
}, { provider });
const found = replication.getReplicationOutput({ index: orders.index }, { provider, dependsOn: orders });
const europe = new replication.ReplicatedCluster("europe", {
    leaderAlias: orders.leaderAlias.apply(alias => alias ?? ""), suffix: "-eu",
    indexes: [{ leaderIndex: "orders", settings: { number_of_replicas: 1 } }],
}, { providers: [provider] });
exports.status = orders.status;
exports.lag = found.apply(({ lag }) => lag);
exports.followers = europe.followers;
`;

const goProgram = `package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	replication "opensearch-replication.local/sdk/go/opensearchreplication"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		orders, err := replication.NewStartedReplication(ctx, "orders", &replication.StartedReplicationArgs{
			Index:       pulumi.String("orders-copy"),
			LeaderAlias: pulumi.String("eu-west"),
			LeaderIndex: pulumi.String("orders"),
			WaitFor:     replication.WaitForCaughtUp,
		})
		if err != nil {
			return err
		}
		if _, err := replication.NewReplicatedCluster(ctx, "europe", &replication.ReplicatedClusterArgs{
			LeaderAlias: pulumi.String("eu-west"),
			Indexes:     []replication.ReplicatedIndexInput{replication.ReplicatedIndexArgs{LeaderIndex: "events"}},
		}); err != nil {
			return err
		}
		found := replication.GetReplicationOutput(ctx, replication.GetReplicationOutputArgs{Index: orders.Index})
		ctx.Export("lag", found.Lag())
		return nil
	})
}
`;

describe("SDKs that are generated from the schema", function () {
  this.timeout(20 * 60_000);
  let sdks: Sdks;

  before(async () => (sdks = await generateSdks()));
  after(() => sdks.remove());

  it("the engine takes the schema", async () => {
    const stack = await newPluginStack();
    try {
      await stack.succeeds("schema", "check", schemaFile);
    } finally {
      stack.remove();
    }
  });

  it("the one of Node.js compiles, and makes replications on the engine", async () => {
    compileForNode(sdks);
    const pair = await startPair();
    pair.leader.addIndex("orders", 20);
    await connect(pair, "leader");
    const stack = await newPluginStack({ environment: { FOLLOWER: pair.follower.url } });
    try {
      cpSync(
        join(sdks.folder, "node_modules"),
        join(stack.stack.directory, "program", "node_modules"),
        { recursive: true },
      );
      stack.program(program);
      expect(await stack.succeeds("preview")).to.match(/\+ 6 to create/);
      const output = await stack.succeeds("up", "--yes", "--skip-preview");
      expect(output).to.match(
        /orders *: "orders-eu"[^]*lag *: 0[^]*status *: "SYNCING"[^]*\+ 6 created/,
      );
      expect(await stack.succeeds("up", "--yes", "--skip-preview")).to.match(/6 unchanged/);
      expect(await stack.succeeds("destroy", "--yes", "--skip-preview")).to.match(/- 6 deleted/);
    } finally {
      await pair.close();
      stack.remove();
    }
  });

  it("the one of Go compiles, with a program of every kind of thing in it", async () => {
    await compileForGo(sdks, goProgram);
  });

  it("the one of Python compiles", async () => {
    await succeeds("python3", ["-m", "compileall", "-q", "python"], sdks.folder);
  });
});
