// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, startPair } from "../../../sandbox/clusters";
import { ask } from "../../support/ask";
import { type EngineStack, newStack } from "../../support/engine-stack";
import { programOf, provider } from "../../support/program-lines";
import { up } from "./sites";

describe("a write block that is renamed, on the real engine", function () {
  this.timeout(10 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;
  beforeEach(async () => {
    pair = await startPair({ pace: { refresh: 0 } });
    pair.leader.addIndex("orders", 5);
    stack = await newStack();
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  const declare = (name: string, blocked: boolean, options = ""): void =>
    stack.program(
      programOf(
        provider("eu", pair.leader.url),
        `new replication.WriteBlock("${name}", { indexes: ["orders"], blocked: ${blocked}, reserveNames: true }, { provider: eu, ${options} });`,
      ),
    );
  const isTaken = async (): Promise<boolean> =>
    (await ask(pair.leader, "PUT", "/orders/_doc/new", {})).status < 300;

  it("without aliases -> never open in between, said when it is renamed, and said with the remedy when it is lifted", async () => {
    declare("old", true);
    await stack.succeeds(...up);
    declare("new", true);
    expect(await stack.succeeds(...up)).to.match(/The block of orders stays.*`aliases`/s);
    expect(await isTaken()).to.equal(false);
    declare("new", false);
    expect(await stack.succeeds(...up)).to.match(/stay blocked.*index\.blocks\.write.*null/s);
    expect(await isTaken()).to.equal(false);
  });

  it("with aliases -> the same block, which is lifted again", async () => {
    declare("old", true);
    await stack.succeeds(...up);
    const aliased = 'aliases: [{ name: "old" }]';
    declare("new", true, aliased);
    await stack.succeeds(...up);
    expect(await isTaken()).to.equal(false);
    declare("new", false, aliased);
    await stack.succeeds(...up);
    expect(await isTaken()).to.equal(true);
  });
});
