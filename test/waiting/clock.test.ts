// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { deadlineIn, systemClock } from "../../provider/waiting/clock";
import { manualClock } from "../support/manual-clock";

describe("a deadline", () => {
  it("does not move when the machine's time is set an hour back or forward", () => {
    const clock = manualClock();
    const deadline = deadlineIn(60_000, clock);
    for (const hour of [-3_600_000, 7_200_000]) {
      clock.jump(hour);
      expect([deadline.elapsed(), deadline.left()]).to.deep.equal([0, 60_000]);
    }
    clock.advance(61_000);
    expect([deadline.elapsed(), deadline.left()]).to.deep.equal([61_000, 0]);
  });
});

describe("the system's clock", () => {
  const { now } = Date;
  afterEach(() => (Date.now = now));

  it("takes its own time from what nobody sets, and the machine's time as it is set", () => {
    const [before, wall] = [systemClock.now(), systemClock.wallTime()];
    Date.now = () => now() - 3_600_000;
    expect(systemClock.now()).to.be.at.least(before);
    expect(systemClock.wallTime()).to.be.below(wall);
  });
});
