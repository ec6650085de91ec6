// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type Sites, twoSites, up } from "./sites";

const follow = 'autoFollow: { logs: { pattern: "logs-*" } }';

describe("what a switch of sites is to do, on the real engine", function () {
  this.timeout(20 * 60_000);
  let sites: Sites;
  beforeEach(async () => {
    sites = await twoSites();
    sites.declare("eu", follow);
    await sites.stack.succeeds(...up);
  });
  afterEach(() => sites.close());

  it("a preview with both sites away -> who will take the writes, and a line for each step with its site", async () => {
    const { eu, us, stack } = sites;
    sites.declare("us", follow);
    for (const site of [eu, us]) site.goDown();
    const asked = [eu, us].map(({ requests }) => requests.length);
    const plan = await stack.succeeds("preview");
    const host = ({ url }: { readonly url: string }): string => new URL(url).host;
    expect(plan).to.include('site "us" takes writes to orders, and site "eu" follows it');
    expect(plan).to.include(`blocks writes to "orders" on ${host(eu)}`);
    expect(plan).to.include(`promotes "orders" on ${host(us)}`);
    expect(plan).to.include(`demotes "orders" on ${host(eu)}`);
    expect([eu, us].map(({ requests }) => requests.length)).to.deep.equal(asked);
  });

  it("a rule follows an index that is not listed -> not switched, with its name, nothing blocked; listed, it is switched too", async () => {
    const { eu, us, stack } = sites;
    eu.addIndex("logs-1", 5, 1);
    await stack.succeeds("refresh", "--yes", "--skip-preview");
    await untilFollowed("logs-1");
    sites.declare("us", follow);
    expect(await stack.fails(...up)).to.match(/leaves "logs-1" behind/);
    expect(await sites.write(eu, "goes on")).to.equal(201);
    sites.declare("us", follow, ["orders", "logs-1"]);
    await stack.succeeds(...up);
    expect(await sites.write(us, "there", "logs-1")).to.equal(201);
    expect(await sites.write(eu, "late", "logs-1")).to.equal(403);
    expect(await sites.follows(eu, "logs-1")).to.equal("SYNCING");
  });

  async function untilFollowed(index: string): Promise<void> {
    while ((await sites.follows(sites.us, index)) !== "SYNCING")
      await new Promise((resolve) => setTimeout(resolve, 500));
  }
});
