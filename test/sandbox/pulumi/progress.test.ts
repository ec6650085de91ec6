// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { duration, withProgress } from "../../../sandbox/pulumi/progress";
import { thrownBy } from "../../support/thrown-by";
import { steppedClock } from "./stepped-clock";

describe("The progress of long work", () => {
  it("is reported after each interval, until the work is done", async () => {
    const clock = steppedClock();
    const reports: number[] = [];
    const result = await withProgress(
      async () => {
        await clock.step();
        await clock.step();
        return "done";
      },
      30_000,
      clock,
      (elapsed) => reports.push(elapsed),
    );
    expect(result).to.equal("done");
    expect(reports).to.deep.equal([30_000, 60_000]);
    expect(clock.sleepers()).to.equal(0);
  });

  it("ends with work that fails, whose error is passed on", async () => {
    const clock = steppedClock();
    const error = await thrownBy(
      withProgress(
        () => Promise.reject(new Error("no luck")),
        30_000,
        clock,
        () => expect.fail("nothing was to be reported"),
      ),
    );
    expect(error.message).to.equal("no luck");
    expect(clock.sleepers()).to.equal(0);
  });

  it("is told in minutes and seconds", () => {
    expect(duration(45_400)).to.equal("45 s");
    expect(duration(125_000)).to.equal("2 min 5 s");
    expect(duration(119_900)).to.equal("2 min 0 s");
  });
});
