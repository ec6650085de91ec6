// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import fc from "fast-check";
import { encodedPath, encodedQuery } from "../../../provider/opensearch/text/request-url";

describe("the URL of a call", () => {
  it("encodes all that RFC 3986 does not leave alone, since a signature allows one spelling only", () => {
    expect(encodedPath(["a-b_c.d~e", "f/g %;"])).to.equal("/a-b_c.d~e/f%2Fg%20%25%3B");
    expect(encodedPath(["!'()*", "\u00ef"])).to.equal("/%21%27%28%29%2A/%C3%AF");
    expect(encodedPath([])).to.equal("/");
    expect(encodedQuery({ "a b": "c&d=e", f: "" })).to.equal("?a%20b=c%26d%3De&f=");
    expect(encodedQuery()).to.equal("");
  });

  it("is what the URL parser leaves as it is, and decodes to what was meant", () => {
    const segment = fc
      .string({ unit: "grapheme", minLength: 1 })
      .filter((text) => !/^\.{1,2}$/.test(text));
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1 }), segment, (segments, value) => {
        const sent = `${encodedPath(segments)}${encodedQuery({ q: value })}`;
        const url = new URL(`https://h${sent}`);
        expect(url.pathname + url.search).to.equal(sent);
        expect(url.pathname.split("/").slice(1).map(decodeURIComponent)).to.deep.equal(segments);
        expect(url.searchParams.get("q")).to.equal(value);
      }),
    );
  });
});
