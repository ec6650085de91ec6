// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, connect, startPair } from "../../../sandbox/clusters";
import { ask } from "../../support/ask";
import type { EngineStack } from "../../support/engine-stack";
import { writes } from "../../support/handler-life";
import { newPluginStack, registering } from "../../support/plugin-stack";

const copy = { index: "copy", leaderIndex: "orders", leaderAlias: "leader" };
const up = ["up", "--yes", "--skip-preview"] as const;

describe("the plugin on the real engine", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;

  beforeEach(async () => {
    pair = await startPair();
    pair.leader.addIndex("orders", 50);
    pair.leader.addIndex("other", 3);
    await connect(pair, "leader");
    stack = await newPluginStack({ environment: { OPENSEARCH_URL: pair.follower.url } });
    stack.program(registering({ orders: { args: copy } }));
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  it("starts a replication, finds nothing to do, notices that it is gone, makes it again, and destroys it", async () => {
    expect(await stack.succeeds("preview", "--diff")).to.match(/waitFor *: "caughtUp"/);
    expect(writes(pair)).to.deep.equal([]);
    expect(await stack.succeeds(...up)).to.match(
      /caught up[^]*orders *: "SYNCING"[^]*\+ 2 created/,
    );
    expect(pair.follower.documentCount("copy")).to.equal(50);
    expect(await stack.succeeds(...up)).to.match(/2 unchanged/);
    expect(await stack.succeeds("refresh", "--yes", "--skip-preview")).to.match(/2 unchanged/);
    await ask(pair.follower, "POST", "/_plugins/_replication/copy/_stop", {});
    await ask(pair.follower, "DELETE", "/copy");
    expect(await stack.succeeds("refresh", "--yes", "--skip-preview")).to.match(/- 1 deleted/);
    expect(await stack.succeeds(...up)).to.match(/\+ 1 created/);
    expect(await stack.succeeds("destroy", "--yes", "--skip-preview")).to.match(/- 2 deleted/);
    expect((await ask(pair.follower, "PUT", "/copy/_doc/new", {})).status).to.equal(201);
  });

  it("replaces a follower that keeps its name, the old one first, and one with another name, the new one first", async () => {
    await stack.succeeds(...up);
    stack.program(registering({ orders: { args: { ...copy, leaderIndex: "other" } } }));
    expect(await stack.succeeds(...up)).to.match(/1 replaced/);
    expect(pair.follower.documentCount("copy")).to.equal(3);
    const renamed = { ...copy, leaderIndex: "other", index: "second" };
    stack.program(registering({ orders: { args: renamed } }));
    expect(await stack.succeeds(...up)).to.match(/1 replaced/);
    expect(pair.follower.documentCount("second")).to.equal(3);
    expect((await ask(pair.follower, "PUT", "/copy/_doc/new", {})).status).to.equal(201);
    expect(await stack.succeeds(...up)).to.match(/2 unchanged/);
  });

  it("names in a preview everything that is wrong with a provider's settings, and shows no secret", async () => {
    const marker = "hunter2-and-more";
    const settings = {
      password: `-${marker}`,
      pasword: marker,
      requestTimeout: "soon",
      url: `http://u:${marker}@x:y`,
    };
    stack.program(
      registering(
        { orders: { args: copy, opts: "{ provider }" } },
        `const provider = new Provider("follower", ${JSON.stringify(settings)});`,
      ),
    );
    const output = await stack.fails("preview");
    expect(output)
      .to.match(/property requestTimeout value \{?"?soon"?\}? has a problem: must be a duration/)
      .and.match(/pasword is not a setting/)
      .and.match(/url .*\n?/);
    expect(output).not.to.include(marker);
  });

  it("encrypts what is secret, also where the program gives it in plain", async () => {
    const marker = "hunter2-and-more";
    const settings = { url: pair.follower.url, username: "admin", password: marker };
    const secretLeader = `{ ...${JSON.stringify(copy)}, leaderIndex: pulumi.secret("other") }`;
    stack.program(
      registering(
        { orders: { args: secretLeader, opts: "{ provider }" } },
        `const provider = new Provider("follower", ${JSON.stringify(settings)});`,
      ),
    );
    await stack.succeeds(...up);
    expect(stack.stateText()).not.to.include(marker).and.not.to.include('"other"');
    expect(await stack.succeeds("refresh", "--yes", "--skip-preview")).to.match(/3 unchanged/);
    expect(stack.stateText()).not.to.include('"other"');
  });

  it("previews a provider whose address is not known yet, and the replications of it", async () => {
    const before = [
      'const made = new Resource("opensearch-replication:index:LeaderConnection", "made", { alias: "second", seeds: ["127.0.0.1:9300"], waitFor: "configured" });',
      `const url = made.clusterUuid.apply((uuid) => uuid === "" ? "" : ${JSON.stringify(pair.follower.url)});`,
      'const provider = new Provider("follower", { url });',
    ].join("\n");
    stack.program(registering({ orders: { args: copy, opts: "{ provider }" } }, before));
    expect(await stack.succeeds("preview")).to.match(/\+ 4 to create/);
    expect(writes(pair)).to.deep.equal([]);
    expect(await stack.succeeds(...up)).to.match(/\+ 4 created/);
    expect(await stack.succeeds("preview", "--expect-no-changes")).to.match(/4 unchanged/);
  });

  it("keeps customTimeouts to itself, and gives up after them", async () => {
    const opts = '{ customTimeouts: { create: "1s" } }';
    stack.program(registering({ orders: { args: { ...copy, leaderIndex: "orders" }, opts } }));
    await stack.succeeds(...up);
    expect(stack.replications()[0]?.outputs?.["timeouts"]).to.deep.equal({
      ...{ create: "20m", update: "20m", delete: "10m" },
    });
  });

  it("has two stacks on one cluster, each with its own", async () => {
    const second = await newPluginStack({ environment: { OPENSEARCH_URL: pair.follower.url } });
    try {
      second.program(registering({ orders: { args: { ...copy, index: "second" } } }));
      await Promise.all([stack.succeeds(...up), second.succeeds(...up)]);
      await stack.succeeds("destroy", "--yes", "--skip-preview");
      expect(await second.succeeds("refresh", "--yes", "--skip-preview")).to.match(/2 unchanged/);
      await second.succeeds("destroy", "--yes", "--skip-preview");
    } finally {
      second.remove();
    }
  });
});
