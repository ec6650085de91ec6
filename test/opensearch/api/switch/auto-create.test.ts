// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { closed, opened } from "../../../../provider/opensearch/api/switch/auto-create";

describe("names closed to automatic creation", () => {
  /** Of the owner "urn". */
  const mark = (name: string): string => `-.pulumi-b05f2986-${name}`;
  const rows: [string, string[], string][] = [
    ["", ["orders"], `-orders,${mark("orders")},*`],
    ["true", ["orders"], `-orders,${mark("orders")},*`],
    ["false", ["orders"], "false"],
    ["+logs-*,-*", ["orders"], `-orders,${mark("orders")},+logs-*,-*`],
    ["-orders,*", ["orders", "customers"], `-customers,${mark("customers")},-orders,*`],
    ["-orders,*", ["orders"], "-orders,*"],
  ];
  for (const [before, names, after] of rows)
    it(`${before || "nothing"} and ${names.join(", ")} -> ${after}`, () => {
      expect(closed(before, names, "urn")).to.equal(after);
    });

  it("opened again -> what stood there before, and nobody else's part of it goes", () => {
    const both = `-orders,${mark("orders")}`;
    expect(opened(`${both},*`, ["orders"])).to.equal("");
    expect(opened(`${both},+logs-*,-*`, ["orders"])).to.equal("+logs-*,-*");
    expect(opened(`-customers,${mark("customers")},${both},*`, ["orders"])).to.equal(
      `-customers,${mark("customers")},*`,
    );
    expect(opened(`+orders,${both},*`, ["orders"])).to.equal("+orders,*");
    expect(opened("+logs-*,-*", ["orders"])).to.equal("+logs-*,-*");
    expect(opened("false", ["orders"])).to.equal("false");
  });
});
