// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { ask } from "../../support/ask";
import { type Sites, twoSites, up } from "./sites";

const defer = 'whenUnreachable: "defer"';

describe("a site that is lost, on the real engine", function () {
  this.timeout(20 * 60_000);
  let sites: Sites;
  beforeEach(async () => {
    sites = await twoSites();
    sites.declare("eu", defer);
    await sites.stack.succeeds(...up);
  });
  afterEach(() => sites.close());

  it("the active site is down -> refused without `defer`; with it promoted, and demoted when it is back with nothing of its own", async () => {
    const { eu, us, stack } = sites;
    eu.goDown();
    sites.declare("us");
    expect(await stack.fails(...up)).to.match(/defer/);
    sites.declare("us", defer);
    const output = await stack.succeeds(...up);
    expect(output).to.match(/put off/);
    expect(await sites.write(us, "after")).to.equal(201);
    await stack.succeeds(...up);
    eu.comeBack();
    const back = await stack.succeeds(...up);
    expect(back).to.match(/Demoting index "orders"/);
    expect(await sites.follows(eu)).to.equal("SYNCING");
    expect(await sites.ids(eu))
      .to.include("after")
      .and.have.length(21);
    expect(await stack.succeeds(...up)).to.match(/Resources:\s+\d+ unchanged/);
  });

  it("it is back with writes that never arrived -> fenced, kept, and said how many; discarded by that number only", async () => {
    const { eu, us, stack } = sites;
    await ask(us, "POST", "/_plugins/_replication/orders/_pause", { reason: "test" });
    expect(await sites.write(eu, "only-here")).to.equal(201);
    eu.goDown();
    sites.declare("us", defer);
    await stack.succeeds(...up);
    eu.comeBack();
    const refused = await stack.fails(...up);
    expect(refused).to.match(/holds 1 operation/);
    expect(await sites.write(eu, "late")).to.equal(403);
    expect(await sites.ids(eu)).to.include("only-here");
    expect(await sites.write(us, "goes on")).to.equal(201);
    sites.declare("us", `${defer}, discard: { orders: 1 }`);
    await stack.succeeds(...up);
    expect(await sites.follows(eu)).to.equal("SYNCING");
    expect(await sites.ids(eu))
      .to.include("goes on")
      .and.not.include("only-here");
  });

  it("someone promotes the passive site by hand and writes -> refresh and up leave it, say so, and its name as `active` takes it", async () => {
    const { eu, us, stack } = sites;
    await ask(us, "POST", "/_plugins/_replication/orders/_stop", {});
    expect(await sites.write(us, "night")).to.equal(201);
    const refreshed = await stack.succeeds("refresh", "--yes", "--skip-preview");
    expect(refreshed).to.match(/promoted outside/);
    const refused = await stack.fails(...up);
    expect(refused).to.match(/active/);
    expect(await sites.write(us, "night 2")).to.equal(201);
    expect(await sites.ids(us)).to.include.members(["night", "night 2"]);
    sites.declare("us", defer);
    await stack.fails(...up);
    expect(await sites.write(us, "night 3")).to.equal(201);
    expect(await sites.write(eu, "day")).to.equal(403);
    expect(await sites.ids(eu)).to.have.length(20);
  });
});
