// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { textOf } from "../../support/mini-engine";
import { SitesScene } from "../../people/sites/scene";

describe("the life of a write block", () => {
  let scene: SitesScene;
  beforeEach(async () => (scene = await SitesScene.open("3.4.0")));
  afterEach(() => scene.close());

  const eu = { provider: "eu" };
  const block = (blocked: boolean, indexes = ["orders"], more = {}) => ({
    ...{ indexes, blocked, ...more },
    __provider: textOf("writeBlock"),
  });
  const deploy = async (blocks: Readonly<Record<string, ReturnType<typeof block>>>) => {
    const options = Object.fromEntries(Object.keys(blocks).map((name) => [name, eu]));
    const { failure } = await scene.deploy(blocks, options);
    expect(failure).to.equal(undefined);
  };
  const takes = (id: string): Promise<boolean> => scene.takes("eu", id);

  it("blocked, then not, then blocked and destroyed -> writes are refused, taken, and taken", async () => {
    await deploy({ a: block(true) });
    expect(await takes("1")).to.equal(false);
    await deploy({ a: block(false) });
    expect(await takes("2")).to.equal(true);
    await deploy({ a: block(true) });
    expect(await takes("3")).to.equal(false);
    await scene.destroy();
    expect(await takes("4")).to.equal(true);
  });

  it("one of two on an index is removed -> the other's block stays", async () => {
    await deploy({ a: block(true), b: block(true) });
    await deploy({ b: block(true) });
    expect(await takes("1")).to.equal(false);
  });

  it("somebody else's block -> stays when this one is lifted, and is said", async () => {
    await scene.sent("eu", "PUT", "/orders/_block/write");
    await deploy({ a: block(true) });
    await deploy({ a: block(false) });
    expect(await takes("1")).to.equal(false);
    expect(scene.said.join()).to.match(/something else has set that block/);
  });

  it("an index that is not there -> said, and the others are blocked", async () => {
    await deploy({ a: block(true, ["orders", "misspelt"]) });
    expect(scene.said.join()).to.match(/no index "misspelt"/);
    expect(await takes("1")).to.equal(false);
  });

  it("several -> all are looked at before the first is blocked, so that no write waits for a look", async () => {
    const { requests } = scene.site("eu");
    const names = Array.from({ length: 9 }, (_, at) => `many-${at}`);
    for (const name of names) scene.site("eu").addIndex(name);
    requests.length = 0;
    await deploy({ a: block(true, names) });
    const paths = requests.map(({ path }) => path);
    const last = paths.findLastIndex((path) => path.includes("/_status"));
    expect(last).to.be.above(0);
    expect(paths.findIndex((path) => path.includes("/_block/"))).to.be.above(last);
  });

  it("an index is taken out of the list -> its block is lifted", async () => {
    scene.site("eu").addIndex("other");
    await deploy({ a: block(true, ["orders", "other"]) });
    await deploy({ a: block(true, ["other"]) });
    expect(await takes("1")).to.equal(true);
  });

  for (const what of ["cut", "cancelled"] as const)
    it(`${what} in the middle -> what was blocked is in the state, and lifted by a destroy`, async () => {
      scene.site("eu").addIndex("other");
      const program = { a: block(true, ["orders", "other"]) };
      const at = /POST leader .*_flush/;
      const { failure } = await scene.during({ at, what }, () => scene.deploy(program, { a: eu }));
      expect(failure).not.to.equal(undefined);
      expect(await takes("1")).to.equal(false);
      await scene.destroy();
      expect(await takes("2")).to.equal(true);
    });

  it("many that reserve names on one cluster -> each name is closed, and opened again with nobody else's", async () => {
    const setting = { persistent: { "action.auto_create_index": "-orders,+logs-*,-*" } };
    await scene.sent("eu", "PUT", "/_cluster/settings", setting);
    const names = ["orders", "b", "c"];
    const blocks = Object.fromEntries(
      names.map((name) => [`of-${name}`, block(true, [name], { reserveNames: true })]),
    );
    await deploy(blocks);
    expect(await scene.closedNames("eu")).to.match(
      /^-c,-\.pulumi-\w{8}-c,-b,-\.pulumi-\w{8}-b,-orders,\+logs-\*,-\*$/,
    );
    await scene.destroy();
    expect(await scene.closedNames("eu")).to.equal("-orders,+logs-*,-*");
  });

  it("another resource that is to leave the same index open -> does not lift this one's block, nor open its name", async () => {
    const reserving = { reserveNames: true };
    await deploy({ a: block(true, ["orders"], reserving) });
    await deploy({
      a: block(true, ["orders"], reserving),
      b: block(false, ["orders"], reserving),
    });
    expect(await takes("1")).to.equal(false);
    expect(await scene.closedNames("eu")).to.match(/^-orders,/);
  });
});
