// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { dynamicDoor } from "../../provider/doors/dynamic/dynamic-door";
import type { Handler } from "../../provider/lifecycle/contract";
import { progressLog } from "../../provider/waiting/progress-log";
import { manualClock } from "../support/manual-clock";

/** Says how far a wait is, once a second for two minutes, and returns when something was heard. */
function heard(isBuild: boolean): { seconds: number[]; urns: Set<string | undefined> } {
  const clock = manualClock();
  const seconds: number[] = [];
  const urns = new Set<string | undefined>();
  let second = 0;
  const log = (urn: string | undefined) => ({
    warn: () => Promise.resolve(),
    info: () => Promise.resolve(),
    status: () => {
      seconds.push(second);
      urns.add(urn);
    },
  });
  const waits: Pick<Handler, "delete"> = {
    delete(_id, _saved, call) {
      const teller = progressLog(call.log, { clock, isBuild });
      for (; second < 70; second++) {
        teller.progress(second < 3 ? "BOOTSTRAPPING" : "SYNCING", `at ${second} s`);
        clock.advance(1_000);
      }
      return Promise.resolve();
    },
  };
  const cancellation = () => new AbortController().signal;
  const world = { clock, random: () => 0, environment: {}, log, cancellation };
  void dynamicDoor(() => waits as Handler, world).delete("x", { __urn: "urn:x" });
  return { seconds, urns };
}

describe("what a wait is heard of", () => {
  it("at a terminal: each new stage, and every five seconds", () => {
    expect(heard(false).seconds).to.deep.equal([
      0, 3, 8, 13, 18, 23, 28, 33, 38, 43, 48, 53, 58, 63, 68,
    ]);
  });

  it("in a build's log: each new stage, and every thirty seconds", () => {
    expect(heard(true).seconds).to.deep.equal([0, 3, 33, 63]);
  });

  it("is on the resource's row", () => {
    expect([...heard(false).urns]).to.deep.equal(["urn:x"]);
  });
});
