// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, type EmulatedCluster, startPair } from "../../../sandbox/clusters";
import { ask } from "../../support/ask";
import { type EngineStack, newStack } from "../../support/engine-stack";

const project = "examples/two-sites-two-stacks";
const name = "opensearch-replication-two-sites-two-stacks";

describe("two sites with a stack each, on the real engine", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;
  beforeEach(async () => {
    pair = await startPair({ pace: { refresh: 0 } });
    pair.leader.addIndex("orders", 20, 2);
    stack = await newStack({ project, runtimeOptions: { typescript: true } });
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  const set = (site: string, ...args: string[]) =>
    stack.succeeds("config", "set", "--stack", site, ...args);
  const up = async (site: string, role: string): Promise<string> => {
    await set(site, "role", role);
    return stack.succeeds("up", "--yes", "--skip-preview", "--stack", site);
  };
  const configure = async (site: string, own: EmulatedCluster, other: EmulatedCluster) => {
    await stack.succeeds("stack", "init", site);
    await set(site, "opensearch:url", own.url);
    await set(site, "--path", "otherSeeds[0]", other.transportAddress);
    await set(site, "--path", "indexes[0]", "orders");
  };
  const write = async ({ url }: EmulatedCluster, id: string): Promise<number> =>
    (await ask({ url }, "PUT", `/orders/_doc/${id}`, { id })).status;

  it("blocked, active, passive -> the other site takes writes, the first follows it, with every document", async () => {
    const { leader: eu, follower: us } = pair;
    await configure("eu", eu, us);
    await up("eu", "active");
    await configure("us", us, eu);
    await set("us", "otherStack", `organization/${name}/eu`);
    await up("us", "passive");
    await set("eu", "otherStack", `organization/${name}/us`);
    expect(await write(eu, "first")).to.equal(201);
    await up("eu", "blocked");
    expect(await write(eu, "refused")).to.equal(403);
    expect(await up("us", "active")).to.match(/is promoted/);
    expect(await write(us, "second")).to.equal(201);
    expect(await up("eu", "passive")).to.match(/Demoting/);
    expect(us.documentCount("orders")).to.equal(22);
    expect(eu.documentCount("orders")).to.equal(22);
    const again = await stack.succeeds("up", "--yes", "--skip-preview", "--stack", "us");
    expect(again)
      .to.match(/\d+ unchanged/)
      .and.not.match(/updated|created/);
  });
});
