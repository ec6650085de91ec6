// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type Sites, twoSites, up } from "./sites";

describe("a switch of sites, on the real engine", function () {
  this.timeout(20 * 60_000);
  let sites: Sites;
  beforeEach(async () => {
    sites = await twoSites();
  });
  afterEach(() => sites.close());

  it("active changes, and back -> every document is on the active site, the other follows, and a second up changes nothing", async () => {
    const { eu, us, stack } = sites;
    sites.declare("eu");
    await stack.succeeds(...up);
    expect(await stack.succeeds(...up)).to.match(/Resources:\s+\d+ unchanged/);
    expect(await sites.write(eu, "first")).to.equal(201);
    sites.declare("us");
    await stack.succeeds("preview");
    await stack.succeeds(...up);
    expect(await sites.write(us, "second")).to.equal(201);
    expect(await sites.write(eu, "lost")).to.equal(403);
    expect(await sites.follows(eu)).to.equal("SYNCING");
    expect(await stack.succeeds(...up)).to.match(/Resources:\s+\d+ unchanged/);
    sites.declare("eu");
    await stack.succeeds(...up);
    const held = await sites.ids(eu);
    expect(held).to.include.members(["first", "second"]);
    expect(held).to.have.length(22);
    expect(await sites.write(eu, "third")).to.equal(201);
    const refreshed = await stack.succeeds(...up, "--refresh");
    expect(refreshed).to.match(/Resources:\s+\d+ unchanged/);
  });
});
