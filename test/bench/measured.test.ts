// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { median, ratios, slope, slopes } from "../../bench/measured";
import { reported } from "../../bench/report";

describe("what the bench measured", () => {
  it("is compared as ours to each other, where there is something to compare", () => {
    expect(ratios({ ours: 3, sample: 6, idle: 0 })).to.deep.equal({ sample: 0.5 });
    expect(ratios({ sample: 6 })).to.deep.equal({});
    expect(ratios({ ours: 0, sample: 6 })).to.deep.equal({ sample: 0 });
  });

  it("has a slope of 1 where each further resource costs the same, whatever the start costs", () => {
    const linear = [10, 200, 1000].map((size) => [size, 3 + size * 0.02] as const);
    expect(slope(linear)).to.be.closeTo(1, 1e-9);
  });

  it("has a slope above 1 where many cost more each than few", () => {
    const square = [10, 200, 1000].map((size) => [size, size * size] as const);
    // Among the many (1000 + 200), among the few (200 + 10).
    expect(slope(square)).to.be.closeTo(1200 / 210, 1e-9);
  });

  it("has no slope of two sizes, nor where few cost nothing", () => {
    expect(
      slope([
        [10, 1],
        [200, 2],
      ]),
    ).to.equal(undefined);
    expect(
      slope([
        [10, 2],
        [200, 2],
        [1000, 3],
      ]),
    ).to.equal(undefined);
  });

  it("gets a slope for each thing and each of those measured, unit by unit", () => {
    const at = (size: number, own: number, other: number) => ({
      what: "up",
      size,
      figures: { s: { ours: own, idle: other }, MB: { ours: size } },
    });
    const all = [
      at(10, 10, 10),
      at(20, 20, 20),
      at(30, 30, 50),
      { what: "text", figures: { bytes: { ours: 1 } } },
    ];
    expect(slopes(all)).to.deep.equal([
      {
        what: "up: one more among many, to one more among few",
        figures: { "times, s": { ours: 1, idle: 3 }, "times, MB": { ours: 1 } },
      },
    ]);
  });

  it("is told as ratios with the raw figures under them", () => {
    const one = {
      what: "no-op up",
      size: 200,
      figures: {
        s: { ours: 4.0625, idle: 8.125 },
        requests: { ours: 0, idle: 12 },
        MB: { ours: 140 },
      },
    };
    expect(reported(one).split("\n")).to.deep.equal([
      "no-op up, 200 resources",
      "  0.50 of idle",
      "      s: ours 4.06 | idle 8.13",
      "  0.00 of idle",
      "      requests: ours 0 | idle 12",
      "      MB: ours 140",
    ]);
  });

  it("is in the middle of its rounds", () => {
    expect(median([9, 1, 5])).to.equal(5);
  });
});
