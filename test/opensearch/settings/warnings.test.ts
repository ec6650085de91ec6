// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { accessFrom } from "../../../provider/opensearch/access";
import type { RawSettings } from "../../../provider/opensearch/settings/table";

const warnings = (raw: RawSettings) => accessFrom(() => raw).warnings();

describe("warnings about the settings", () => {
  it("name every host whose certificate is not checked, and no userinfo", () => {
    const urls = "https://ann:s3cret@a:9200/x,https://b";
    expect(warnings({ urls, insecure: "true" })).to.deep.equal([
      "The certificate of https://a:9200, https://b is not checked (insecure): anyone in between can read the sign-in and change requests. Set caCert instead.",
    ]);
  });

  it("are none where certificates are checked, or there are none", () => {
    expect(warnings({ url: "https://a" })).to.deep.equal([]);
    expect(warnings({ url: "http://a", insecure: "true" })).to.deep.equal([]);
  });

  it("are none while the settings make no sense", () => {
    expect(
      warnings({ url: "https://a", insecure: "true", token: "t", username: "u" }),
    ).to.deep.equal([]);
  });
});
