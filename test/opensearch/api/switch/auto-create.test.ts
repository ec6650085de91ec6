// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { closed, opened } from "../../../../provider/opensearch/api/switch/auto-create";

describe("names closed to automatic creation", () => {
  const rows: [string, string[], string][] = [
    ["", ["orders"], "-orders,-orders,*"],
    ["true", ["orders"], "-orders,-orders,*"],
    ["false", ["orders"], "false"],
    ["+logs-*,-*", ["orders"], "-orders,-orders,+logs-*,-*"],
    ["-orders,*", ["orders", "customers"], "-customers,-customers,-orders,*"],
    ["-orders,*", ["orders"], "-orders,*"],
  ];
  for (const [before, names, after] of rows)
    it(`${before || "nothing"} and ${names.join(", ")} -> ${after}`, () => {
      expect(closed(before, names)).to.equal(after);
    });

  it("opened again -> what stood there before, and nobody else's part of it goes", () => {
    expect(opened("-orders,-orders,*", ["orders"])).to.equal("");
    expect(opened("-orders,-orders,+logs-*,-*", ["orders"])).to.equal("+logs-*,-*");
    expect(opened("-customers,-orders,-orders,*", ["orders"])).to.equal("-customers,*");
    expect(opened("+logs-*,-*", ["orders"])).to.equal("+logs-*,-*");
    expect(opened("false", ["orders"])).to.equal("false");
  });
});
