// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { StartedReplication } from "../../../provider";

/** What was asked of the engine, by the resource's name. */
const asked = new Map<string, pulumi.runtime.MockResourceArgs>();
const found = {
  index: "copy",
  leaderIndex: "orders",
  leaderAlias: "leader",
  status: "SYNCING",
  reason: "",
  clusterUuid: "uuid",
  acknowledged: true,
};

function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}

describe("StartedReplication.get", () => {
  before(async () => {
    await pulumi.runtime.setMocks({
      call: ({ inputs }) => inputs as object,
      newResource: (args) => {
        asked.set(args.name, args);
        return { id: args.id ?? args.name, state: args.id === undefined ? {} : found };
      },
    });
  });

  it("reads by the index's name, and gives what was read", async () => {
    const copy = StartedReplication.get("orders", pulumi.output("copy"));
    expect(await valueOf(copy.id)).to.equal("copy");
    expect(await valueOf(copy.index)).to.equal("copy");
    expect(await valueOf(copy.leaderIndex)).to.equal("orders");
    expect(await valueOf(copy.leaderAlias)).to.equal("leader");
    expect(await valueOf(copy.status)).to.equal("SYNCING");
    expect(await valueOf(copy.clusterUuid)).to.equal("uuid");
    const args = asked.get("orders");
    expect(args).to.include({
      id: "copy",
      type: "pulumi-nodejs:dynamic/opensearch:StartedReplication",
    });
    expect(Object.keys(args?.inputs as object)).to.have.members(["__provider", "__urn"]);
  });

  it("takes options, such as a parent", async () => {
    const parent = StartedReplication.get("parent", "copy");
    const child = StartedReplication.get("child", "copy", { parent });
    expect(await valueOf(child.urn)).to.match(/StartedReplication\$.*::child$/);
  });

  it("takes no empty name, with which the SDK would declare a new resource", () => {
    expect(() => StartedReplication.get("empty", "")).to.throw(/"empty" needs an index to look up/);
    expect(asked.has("empty")).to.equal(false);
  });
});
