// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { readCommandLine } from "../../bench/command-line";

describe("the bench's command line", () => {
  it("measures everything at 10, 200 and 1,000 where nothing is said", () => {
    const { sizes, bursts, indexes, only, beside, json, properties } = readCommandLine([]);
    expect(sizes).to.deep.equal([10, 200, 1000]);
    expect(bursts).to.deep.equal([50, 200]);
    expect(indexes).to.deep.equal([1, 10, 100]);
    expect([...only]).to.include.members(["preview", "destroy", "burst", "first", "parts"]);
    expect(beside).to.deep.equal(["sample", "idle", "idle4", "tofu"]);
    expect({ json, properties }).to.deep.equal({ json: undefined, properties: undefined });
  });

  it("takes sizes, a part, those beside ours and the number of properties", () => {
    const args = "--sizes 10,50 --only up,noop --beside idle --properties 17 --bursts 5".split(" ");
    const { sizes, only, beside, properties, bursts } = readCommandLine(args);
    expect({ sizes, beside, properties, bursts }).to.deep.equal({
      sizes: [10, 50],
      beside: ["idle"],
      properties: 17,
      bursts: [5],
    });
    expect([...only]).to.deep.equal(["up", "noop"]);
  });

  it("can have nobody beside ours", () => {
    expect(readCommandLine(["--beside", ""]).beside).to.deep.equal([]);
  });

  it("writes JSON into a file, or to stdout where none is named", () => {
    expect(readCommandLine(["--json", "a.json"]).json).to.equal("a.json");
    expect(readCommandLine(["--json"]).json).to.equal("");
    expect(readCommandLine(["--json", "--only", "up"]).json).to.equal("");
  });

  it("says what it does not know, and what it does", () => {
    expect(() => readCommandLine(["--only", "upp"])).to.throw(
      '--only does not know "upp": it takes preview, up, noop, refresh, destroy, burst, first, parts, switch.',
    );
    expect(() => readCommandLine(["--sizes", "10,many"])).to.throw(
      '--sizes takes whole numbers above 0, such as 10,200 (got "10,many").',
    );
  });
});
