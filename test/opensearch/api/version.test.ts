// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { isAtLeast, requireFeature } from "../../../provider/opensearch/api/cluster";

describe("a version", () => {
  for (const [version, needed, expected] of [
    ["3.8.0", "3.8", true],
    ["3.7.2", "3.8", false],
    ["4.0.0", "3.8", true],
    ["2.19.6", "3.7", false],
    ["2.19.6", "2.9", true],
    ["3.8.0-SNAPSHOT", "3.8", true],
    ["", "3.8", undefined],
    ["unknown", "3.8", undefined],
    ["3", "3.8", undefined],
  ] as const) {
    it(`of "${version}" is ${expected === undefined ? "not known" : `${expected ? "" : "not "}at least`} ${needed}`, () => {
      expect(isAtLeast(version, needed)).to.equal(expected);
    });
  }

  it("that is too old is refused a feature, and one that is not known is not", () => {
    expect(() => requireFeature("followerIndexPattern", "3.7.0")).to.throw(/needs OpenSearch 3.8/);
    expect(() => requireFeature("followerIndexPattern", "")).not.to.throw();
    expect(() => requireFeature("followerIndexPattern", "3.8.0")).not.to.throw();
  });
});
