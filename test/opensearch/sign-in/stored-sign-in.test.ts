// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import {
  aboutSignIn,
  isSignInRefused,
  isStored,
} from "../../../provider/opensearch/sign-in/stored-sign-in";
import { gatherSettings } from "../../../provider/opensearch/settings/precedence";
import { type RawSettings, settings } from "../../../provider/opensearch/settings/table";

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
      expect(isStored(configured)).to.equal(expected);
    });
  }

  for (const [what, ambient, configured, said] of [
    [
      "a user of the environment, beside a key of the Provider",
      { username: "u", password: "p" },
      { url: "https://h", clientCert: "c", clientKey: "k" },
      'user "u" of the environment',
    ],
    [
      "a user of the Provider",
      {},
      { url: "https://h", username: "u", password: "p" },
      'user "u" of the Provider or',
    ],
    ["a user in the Provider's url", {}, { url: "https://v:p@h" }, 'user "v" of the Provider or'],
    [
      "a token of the environment, beside the Provider's url",
      { token: "t" },
      { url: "https://h" },
      "the token of the environment",
    ],
    [
      "AWS keys of the environment, signed as the Provider says",
      { awsAccessKey: "a", awsSecretKey: "s" },
      { url: "https://h", signAwsRequests: "true" },
      "AWS credentials of the environment",
    ],
    [
      "a profile of the Provider",
      {},
      { url: "https://h", awsProfile: "ops" },
      "AWS credentials of the Provider or",
    ],
    [
      "nothing but a key",
      {},
      { url: "https://h", clientCert: "c", clientKey: "k" },
      "nothing but the client certificate of the Provider or",
    ],
    ["nothing", {}, { url: "https://h" }, "a call without a sign-in"],
  ] as [string, RawSettings, RawSettings, string][]) {
    it(`${what} -> who was refused, and whose that is`, () => {
      const environment = Object.fromEntries(
        Object.entries(ambient).map(([name, value]) => [settings[name as "url"].variable, value]),
      );
      const raw = gatherSettings((name) => configured[name], environment);
      const told = aboutSignIn(raw, configured)({ ...call, status: 401, reason: "Unauthorized" });
      expect(told).to.include(said);
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
