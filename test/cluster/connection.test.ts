// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { keysOf, setKeys, settingsOf } from "./pair/cluster-settings";
import { connection } from "./pair/resources";
import { siteOfEachTest } from "./pair/site";
import { Stack } from "./pair/stack";

/** Nobody listens on it, so that the follower hears so at once. */
const deadSeed = "127.0.0.1:1";

describe("a LeaderConnection on real clusters", () => {
  const site = siteOfEachTest();
  const seeds = () => [site().pair.surroundings.leaderSeed];
  const declared = (changes: Record<string, unknown> = {}) => ({
    eu: connection({ alias: site().alias(), seeds: seeds(), ...changes }),
  });
  const keys = () => keysOf(site().pair.follower, site().alias());

  it("is made in sniff mode and connected; a second up, a refresh and a third change nothing", async () => {
    const stack = new Stack();
    const program = declared({ nodeConnections: 2, skipUnavailable: false });
    expect(await stack.up(program)).to.deep.equal(["create eu"]);
    expect(stack.outputs("eu")).to.include({ mode: "sniff", connected: true });
    // What is the server's own assumption need not be set.
    expect(await keys()).to.deep.equal({ seeds: seeds(), node_connections: "2" });
    expect(await stack.up(program)).to.deep.equal(["same eu"]);
    const before = stack.outputs("eu");
    await stack.refresh();
    expect(stack.outputs("eu")).to.deep.equal(before);
    expect(await stack.up(program)).to.deep.equal(["same eu"]);
    await stack.destroy();
    expect(await keys()).to.deep.equal({});
  });

  it("that stands already with the same settings is taken over, and says so", async () => {
    await new Stack().up(declared());
    const second = new Stack();
    await second.up(declared());
    expect(second.outputs("eu")).to.include({ connected: true });
    expect(second.warnings.join()).to.include("with the same settings and is adopted");
  });

  it("that stands already with other settings is refused and left alone, and changed with adopt", async () => {
    const { follower } = site().pair;
    await setKeys(follower, site().alias(), { seeds: [deadSeed], skip_unavailable: true });
    const stack = new Stack();
    expect(await stack.refusedUp(declared())).to.match(
      /already exists with other settings: seeds differs.*`adopt: true`/s,
    );
    expect(stack.has("eu")).to.equal(false);
    expect(await keys()).to.deep.equal({ seeds: [deadSeed], skip_unavailable: "true" });
    await stack.up(declared({ adopt: true }));
    expect(stack.outputs("eu")).to.include({ connected: true });
    expect(await keys()).to.deep.equal({ seeds: seeds() });
  });

  it("that somebody has changed by hand is read, and mended by the next up", async () => {
    const stack = new Stack();
    const program = declared({ nodeConnections: 2 });
    await stack.up(program);
    const drift = { node_connections: null, skip_unavailable: true };
    await setKeys(site().pair.follower, site().alias(), drift);
    await stack.refresh();
    expect(stack.outputs("eu")).to.include({ skipUnavailable: true });
    expect(stack.outputs("eu")).not.to.have.property("nodeConnections");
    expect(await stack.up(program)).to.deep.equal(["update eu"]);
    expect(await keys()).to.deep.equal({ seeds: seeds(), node_connections: "2" });
  });

  it("that somebody has removed is made again by the next up", async () => {
    const stack = new Stack();
    await stack.up(declared());
    await setKeys(site().pair.follower, site().alias(), { seeds: null });
    await stack.refresh();
    expect(stack.has("eu")).to.equal(false);
    await stack.up(declared());
    expect(stack.outputs("eu")).to.include({ connected: true });
  });

  it("to a seed where nobody listens ends in a diagnosis, and the right seed finishes it", async () => {
    const stack = new Stack();
    const timeouts = { create: "5s" };
    expect(await stack.refusedUp(declared({ seeds: [deadSeed], timeouts }))).to.match(
      /was not connected within 5 s: .*not connected to 127\.0\.0\.1:1 .*Candidates: the leader is down/s,
    );
    expect(stack.outputs("eu")).to.include({ connected: false });
    expect(await stack.up(declared({ timeouts }))).to.deep.equal(["update eu"]);
    expect(stack.outputs("eu")).to.include({ connected: true });
    expect(await stack.up(declared({ timeouts }))).to.deep.equal(["same eu"]);
  });

  it("touches no key of another connection, and no other setting, from the first up to the destroy", async () => {
    const { follower } = site().pair;
    const neighbour = site().alias("eu-2");
    await setKeys(follower, neighbour, { seeds: [deadSeed], skip_unavailable: true });
    await setKeys(follower, neighbour, { seeds: [deadSeed] }, "transient");
    const others = () => settingsOf(follower, site().alias());
    const before = await others();
    const stack = new Stack();
    const steps: (() => Promise<unknown>)[] = [
      () => stack.up(declared({ skipUnavailable: true, transportCompress: true })),
      () => stack.up(declared({ nodeConnections: 2, transportPingSchedule: "30s" })),
      () => stack.refresh(),
      () => stack.destroy(),
    ];
    for (const step of steps) {
      await step();
      expect(await others()).to.deep.equal(before);
    }
    expect(await keys()).to.deep.equal({});
  });
});
