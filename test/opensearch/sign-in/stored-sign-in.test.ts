// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { isSignInRefused, isStored } from "../../../provider/opensearch/sign-in/stored-sign-in";
import type { RawSettings } from "../../../provider/opensearch/settings/table";

const call = { doing: "x", method: "GET", path: "/", host: "http://h", mayHaveHappened: false };

describe("a sign-in that is stored", () => {
  for (const [what, configured, expected] of [
    ["a password", { username: "u", password: "p" }, true],
    ["a token", { token: "t" }, true],
    ["a client certificate", { clientCert: "c", clientKey: "k" }, true],
    ["a session of AWS", { awsAccessKey: "a", awsSecretKey: "s", awsToken: "t" }, true],
    ["userinfo", { url: "https://u:p@h" }, true],
    ["userinfo among several addresses", { urls: "https://h,https://u:p@i" }, true],
    ["no sign-in", { url: "https://h", caCert: "ca.pem" }, false],
    ["a profile, which is looked up anew", { awsProfile: "ops" }, false],
    ["an empty text", { token: "" }, false],
  ] as [string, RawSettings, boolean][]) {
    it(`is ${expected ? "" : "not "}seen in ${what}`, () => {
      expect(isStored((name) => configured[name])).to.equal(expected);
    });
  }

  for (const [status, reason, expected] of [
    [401, "Unauthorized", true],
    [401, "Your request: '/_cluster/settings' is not allowed.", false],
    [403, "The security token included in the request is expired", true],
    [403, "no permissions for [indices:admin/delete] and User [name=u]", false],
    [404, "no such index [a]", false],
  ] as const) {
    it(`is ${expected ? "" : "not "}what HTTP ${status} “${reason}” speaks of`, () => {
      expect(isSignInRefused({ ...call, status, reason })).to.equal(expected);
    });
  }
});
