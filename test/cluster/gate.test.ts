// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { expectCopy, untilStatus } from "./pair/look";
import { gate } from "./pair/resources";
import { siteOfEachTest } from "./pair/site";
import { Stack } from "./pair/stack";
import { startReplication } from "./pair/start";

describe("a ReplicationGate on real clusters", () => {
  const site = siteOfEachTest();

  it("waits for several replications at once, and is shut by a refresh that finds one paused", async () => {
    const stack = new Stack();
    const copies: Record<string, Record<string, unknown>> = {};
    const indexes: string[] = [];
    for (const name of ["one", "two", "three", "four", "five"]) {
      const index = site().follower(`${name}-copy`);
      const leaderIndex = await site().leader(2_000, name);
      copies[name] = site().args(leaderIndex, { index, waitFor: "acknowledged" });
      indexes.push(index);
    }
    const program = { ...copies, gate: gate(indexes) };
    await stack.up(program);
    expect(stack.outputs("gate")).to.include({ reached: true });
    for (const name of Object.keys(copies)) {
      await expectCopy(`${site().prefix}-${name}`, site().follower(`${name}-copy`), 2_000);
    }
    await stack.refresh();
    const again = await stack.up(program);
    expect(again.filter((step) => !step.startsWith("same "))).to.deep.equal([]);
    const paused = { ...program, one: { ...copies["one"], paused: true } };
    await stack.up(paused);
    await stack.refresh();
    expect(stack.outputs("gate")).to.include({ reached: false });
    expect(await stack.up(program)).to.include.members(["update one", "update gate"]);
    expect(stack.outputs("gate")).to.include({ reached: true });
  });

  it("names the replication that has failed, waits for the others, and is finished by the next up", async () => {
    const stack = new Stack();
    const copy = site().args(await site().leader(100), { waitFor: "acknowledged" });
    const [good, bad] = [site().follower(), site().follower("bad")];
    const other = await site().leader(10, "other");
    // The plugin accepts it and finds out half a minute later that the copy cannot be restored so.
    await startReplication(bad, other, { "index.number_of_shards": 3 });
    await untilStatus(bad, "FAILED");
    expect(await stack.refusedUp({ copy, gate: gate([good, bad]) })).to.match(
      new RegExp(
        `Only 1 of 2 caught up, 1 failed.*- The replication into "${bad}" has failed`,
        "s",
      ),
    );
    expect(stack.outputs("gate")).to.include({ reached: false });
    const steps = await stack.up({ copy, gate: gate([good]) });
    expect(steps).to.deep.equal(["same copy", "update gate"]);
    expect(stack.outputs("gate")).to.include({ reached: true });
  });
});
