// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { LagHistory } from "../../provider/cli/status/lag-history";

const info = (leader: number, follower: number) => ({
  ...{ index: "orders", exists: true, status: "SYNCING", reason: "" },
  ...{ leaderCheckpoint: leader, followerCheckpoint: follower, lag: leader - follower },
});

describe("how old what a watched follower lacks is", () => {
  let history: LagHistory;
  beforeEach(() => {
    history = new LagHistory();
    for (const [at, leader, follower] of [
      [0, 10, 10],
      [2_000, 20, 12],
      [4_000, 30, 20],
    ] as const)
      history.note("", info(leader, follower), at);
  });

  it("it has all -> 0; the leader was there at a look -> since that look; never seen there -> not known", () => {
    expect(history.secondsBehind("", info(30, 30), 6_000)).to.equal(0);
    expect(history.secondsBehind("", info(40, 25), 6_000)).to.equal(4);
    expect(history.secondsBehind("", info(40, 35), 6_000)).to.equal(2);
    expect(history.secondsBehind("", info(40, 5), 6_000)).to.equal(undefined);
    expect(history.secondsBehind("eu", info(40, 25), 6_000)).to.equal(undefined);
  });

  it("it lacks something -> since the first look at which it did, until it has caught up", () => {
    expect(history.since("", "orders")).to.equal(2_000);
    history.note("", info(40, 40), 8_000);
    expect(history.since("", "orders")).to.equal(undefined);
    history.note("", info(50, 40), 9_000);
    expect(history.since("", "orders")).to.equal(9_000);
  });

  it("its lags -> a bar for each of the last looks, none for one that has caught up", () => {
    expect(history.line("", "orders")).to.equal("▁▇█");
    expect(history.line("", "orders", 2)).to.equal("▇█");
    expect(history.line("", "other")).to.equal("");
  });
});
