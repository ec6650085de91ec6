// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { describeDuration, parseDuration } from "../../provider/waiting/duration";

describe("durations", () => {
  for (const [text, milliseconds] of [
    ["1ms", 1],
    ["75s", 75_000],
    ["20m", 1_200_000],
    ["2h", 7_200_000],
    ["1.5s", 1_500],
    ["1h30m", 5_400_000],
    ["1m0.5s", 60_500],
  ] as const) {
    it(`reads "${text}" as ${milliseconds} milliseconds`, () => {
      expect(parseDuration(text)).to.equal(milliseconds);
    });
  }

  for (const text of [
    "",
    "0s",
    "-5m",
    "5",
    "5 m",
    "m",
    "1d",
    "1h 30m",
    "1h30",
    "1h30d",
    "Infinitys",
    "1e3s",
    " 5m",
    "0.1ms",
  ]) {
    it(`refuses "${text}"`, () => {
      expect(parseDuration(text)).to.equal(undefined);
    });
  }

  for (const [milliseconds, text] of [
    [850, "850 ms"],
    [12_400, "12 s"],
    [60_000, "1 min"],
    [245_000, "4 min 5 s"],
    [3_600_000, "1 h"],
    [3_720_000, "1 h 2 min"],
  ] as const) {
    it(`says ${milliseconds} milliseconds as "${text}"`, () => {
      expect(describeDuration(milliseconds)).to.equal(text);
    });
  }
});
