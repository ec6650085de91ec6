// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import {
  isAmazonHost,
  isServerlessHost,
  serverlessRefusal,
} from "../../../provider/opensearch/text/amazon";
import { resolveSettings } from "../../../provider/opensearch/settings/resolve-settings";
import { clientOf } from "../../support/resolved";

describe("a host", () => {
  for (const [host, isDomain, isServerless] of [
    ["search-x.eu-west-1.es.amazonaws.com", true, false],
    ["https://vpc-x.cn-north-1.es.amazonaws.com.cn:443/path", true, false],
    ["https://search-x.aos.us-gov-west-1.on.aws", true, false],
    ["SEARCH-X.EU-WEST-1.ES.AMAZONAWS.COM.", true, false],
    ["abc.eu-west-1.aoss.amazonaws.com", false, true],
    ["https://abc.aoss.eu-west-1.on.aws", false, true],
    ["abc.us-east-1.aoss-fips.amazonaws.com", false, true],
    ["search.example.com", false, false],
    ["es.amazonaws.com.example.com", false, false],
    ["https://user:pw@search.example.com/es.amazonaws.com", false, false],
    ["[::1]:9200", false, false],
  ] as const) {
    const what = isDomain ? "a domain of Amazon's" : isServerless ? "serverless" : "of one's own";
    it(`like ${host} is ${what}`, () => {
      expect([isAmazonHost(host), isServerlessHost(host)]).to.deep.equal([isDomain, isServerless]);
    });
  }
});

describe("a cluster", () => {
  for (const [what, settings, isAmazon] of [
    ["with a domain's host", { url: "https://search-x.eu-west-1.es.amazonaws.com" }, true],
    [
      "reached through a tunnel",
      { url: "https://localhost:9200", hostOverride: "search-x.eu-west-1.es.amazonaws.com" },
      true,
    ],
    [
      "under a name of its owner's, with signed requests",
      {
        ...{ url: "https://search.example.com", awsRegion: "eu-west-1" },
        ...{ signAwsRequests: "true", awsAccessKey: "a", awsSecretKey: "b" },
      },
      true,
    ],
    ["of one's own", { url: "https://search.example.com" }, false],
  ] as const) {
    it(`${what} is ${isAmazon ? "" : "not "}taken for one of Amazon's`, () => {
      expect(clientOf(settings).isAmazon).to.equal(isAmazon);
    });
  }

  for (const [what, settings] of [
    ["url", { url: "https://abc.eu-west-1.aoss.amazonaws.com" }],
    ["urls", { urls: "https://search.example.com, https://abc.aoss.eu-west-1.on.aws" }],
    [
      "hostOverride",
      { url: "https://localhost", hostOverride: "abc.eu-west-1.aoss.amazonaws.com" },
    ],
  ] as const) {
    it(`that is serverless by its ${what} is refused before it is called`, () => {
      const resolved = resolveSettings(settings);
      expect("problems" in resolved && resolved.problems.join()).to.include(serverlessRefusal);
    });
  }
});
