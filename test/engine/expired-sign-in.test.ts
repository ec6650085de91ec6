// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, startPair } from "../../sandbox/clusters";
import { declaring, type EngineStack, newStack } from "../support/engine-stack";

const told =
  /HTTP 401[^]*?\n +This run signs in with the credentials that the last up stored[^]*?add --run-program/;

describe("a sign-in that expires", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;

  beforeEach(async () => {
    pair = await startPair({ security: {} });
    stack = await newStack();
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  /** A connection made by a provider with this sign-in. */
  const program = (signIn: object): void =>
    stack.program(
      declaring(
        {},
        `const follower = new replication.Provider("follower", ${JSON.stringify({ url: pair.follower.url, ...signIn })});
         new replication.LeaderConnection("eu", { alias: "eu", seeds: ["${pair.leader.transportAddress}"], waitFor: "configured" }, { provider: follower });`,
      ),
    );
  const rotate = (password: string): void => {
    pair.follower.security.setUser("admin", { password, backendRoles: ["admin"] });
    program({ username: "admin", password });
  };

  it("is refused to a refresh and a destroy, which say how to give it anew, and do so", async () => {
    program({ username: "admin", password: "admin" });
    await stack.succeeds("up", "--yes", "--skip-preview");
    rotate("second");
    expect(await stack.fails("refresh", "--yes", "--skip-preview")).to.match(told);
    await stack.succeeds("refresh", "--yes", "--skip-preview", "--run-program");
    rotate("third");
    expect(await stack.fails("destroy", "--yes", "--skip-preview")).to.match(told);
    await stack.succeeds("destroy", "--yes", "--skip-preview", "--run-program");
  });

  it("is not what is wrong where an up is refused, which has it from the program", async () => {
    program({ username: "admin", password: "wrong" });
    const refused = await stack.fails("up", "--yes", "--skip-preview");
    expect(refused).to.match(/HTTP 401/);
    expect(refused).not.to.match(/that the last up stored/);
  });
});
