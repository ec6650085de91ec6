// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { pauseBefore, statusBackoff, type Attempt, poll } from "../../provider/waiting/poll";
import { deadlineIn } from "../../provider/waiting/clock";
import { manualClock } from "../support/manual-clock";

const backoff = { first: 100, longest: 1_000, factor: 2 };

describe("poll()", () => {
  it("returns the value of the first look that is done, without a pause", async () => {
    const clock = manualClock();
    const deadline = deadlineIn(10_000, clock);
    const polled = await poll(() => Promise.resolve({ done: true, value: 5 }), {
      clock,
      deadline,
      backoff,
      random: () => 0,
    });
    expect(polled).to.deep.equal({ value: 5 });
    expect(clock.sleeps).to.deep.equal([]);
  });

  it("waits longer from look to look, up to the longest pause", async () => {
    const clock = manualClock();
    const look = (attempt: number): Promise<Attempt<true>> =>
      Promise.resolve(attempt === 6 ? { done: true, value: true } : { done: false });
    await poll(look, { clock, deadline: deadlineIn(60_000, clock), backoff, random: () => 0 });
    expect(clock.sleeps).to.deep.equal([100, 200, 400, 800, 1_000, 1_000]);
  });

  it("gives up at the deadline, after one last look", async () => {
    const clock = manualClock();
    const moments: number[] = [];
    const begin = clock.now();
    const look = (): Promise<Attempt<never>> => {
      moments.push(clock.now() - begin);
      return Promise.resolve({ done: false });
    };
    const polled = await poll(look, {
      clock,
      deadline: deadlineIn(500, clock),
      backoff,
      random: () => 0,
    });
    expect(polled).to.equal(undefined);
    expect(moments).to.deep.equal([0, 100, 300, 500]);
  });

  it("throws the reason of an aborted signal before it looks again", async () => {
    const clock = manualClock();
    const controller = new AbortController();
    let looks = 0;
    const look = (): Promise<Attempt<never>> => {
      looks++;
      controller.abort(new Error("interrupted"));
      return Promise.resolve({ done: false });
    };
    const options = {
      clock,
      deadline: deadlineIn(500, clock),
      backoff,
      random: () => 0,
      signal: controller.signal,
    };
    const error = await poll(look, options).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).to.be.an("error").with.property("message", "interrupted");
    expect(looks).to.equal(1);
  });
});

describe("the back-off of status reads", () => {
  it("begins at 100 ms, ends at 5 s, and is shortened by a quarter at most", () => {
    expect(pauseBefore(0, statusBackoff, 0)).to.equal(100);
    expect(pauseBefore(100, statusBackoff, 0)).to.equal(5_000);
    expect(pauseBefore(100, statusBackoff, 1)).to.equal(3_750);
  });
});
