// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import {
  type AnswerName,
  knownAnswers,
  knownAs,
  pageOn,
} from "../../provider/opensearch/answers/known";
import type { KnownAnswer } from "../../provider/opensearch/answers/known/known-answer";
import { reasonsOf } from "../../provider/opensearch/answers/failure";
import { OpenSearchError } from "../../provider/opensearch/answers/errors";
import { remoteInfo } from "../../provider/opensearch/api/remote-info";
import { remoteSettings } from "../../provider/opensearch/api/remote-settings";
import { resume, start } from "../../provider/opensearch/api/replication";
import { storedReplications } from "../../provider/opensearch/api/stored-replications";
import type { Client } from "../../provider/opensearch/client/client";
import { encodedPath } from "../../provider/opensearch/text/request-url";
import { saidOf, sampleFailures } from "../../scripts/samples";
import { troubleshooting, titleOf } from "../../scripts/troubleshooting";
import { type Answered, failureOf, type NetworkError } from "./answered";
import { thrownBy } from "../support/thrown-by";
import { notMet } from "./not-met";
import { recordedRefusals } from "./recorded";

const rows = Object.values(knownAnswers).flatMap((subject) => Object.entries<KnownAnswer>(subject));

describe("the table of known answers", () => {
  for (const [name, row] of rows) {
    it(`recognises each sample of ${name}, and gives its advice`, () => {
      const failures = sampleFailures(row);
      expect(failures).not.to.have.length(0);
      for (const failure of failures) {
        expect(knownAs(failure)?.name, saidOf(failure)).to.equal(name);
        expect(new OpenSearchError(failure).remedy).to.equal(row.advice);
        expect(new OpenSearchError(failure).is(name as AnswerName)).to.equal(true);
      }
    });
  }

  it("has each name once", () => {
    const names = rows.map(([name]) => name);
    expect(names).to.deep.equal([...new Set(names)]);
  });

  it("is on the page on troubleshooting, row by row", () => {
    const headings = troubleshooting().match(/^### .*$/gm);
    expect(headings).to.have.members(rows.map(([name]) => `### ${titleOf(name)}`));
    const contents = [...troubleshooting().matchAll(/\(#([^)]*)\)/g)].map(([, anchor]) => anchor);
    const pages = rows.map(([name]) => pageOn(name as AnswerName));
    const anchors = pages.map((page) => page.replace("docs/troubleshooting.md#", ""));
    expect(contents).to.include.members(anchors);
  });
});

/** What is not OpenSearch's JSON with a type and a reason, as it comes. */
const raw: readonly (readonly [AnswerName, string, Answered | NetworkError])[] = [
  ["signInRefused", "Unauthorized (HTTP 401)", { status: 401, body: "Unauthorized" }],
  [
    "forbidden",
    'the answer is not OpenSearch\'s JSON but text/html: "Forbidden" (HTTP 403)',
    { status: 403, body: "<html><h1>Forbidden</h1></html>", contentType: "text/html" },
  ],
  [
    "securityStarting",
    "OpenSearch Security not initialized (HTTP 503)",
    { status: 503, body: "OpenSearch Security not initialized." },
  ],
  [
    "gatewayTrouble",
    'the answer is not OpenSearch\'s JSON but text/html: "502 Bad Gateway" (HTTP 502)',
    { status: 502, body: "<html><h1>502 Bad Gateway</h1></html>", contentType: "text/html" },
  ],
  ["proxyWantsSignIn", "the answer is empty (HTTP 407)", { status: 407, body: "" }],
  ["notOpensearch", "the answer is empty (HTTP 408)", { status: 408, body: "" }],
  [
    "redirected",
    "it redirects to https://login.example.com/ (HTTP 302)",
    { status: 302, body: "", location: "https://login.example.com/" },
  ],
  [
    "pluginMissing",
    "no handler found for uri [/x] and method [PUT] (HTTP 400)",
    { status: 400, body: { error: "no handler found for uri [/x] and method [PUT]" } },
  ],
  [
    "notAcknowledged",
    'the server answered "acknowledged": false, so not every node has confirmed it in time (HTTP 200)',
    { status: 200, body: { acknowledged: false } },
  ],
  [
    "signedForAnotherRegion",
    "Credential should be scoped to a valid region (HTTP 403)",
    { status: 403, body: { message: "Credential should be scoped to a valid region." } },
  ],
  [
    "notOffered",
    "Your request: '/x' is not allowed (HTTP 401)",
    { status: 401, body: { Message: "Your request: '/x' is not allowed." } },
  ],
  [
    "ruleExists",
    "Exisiting autofollow replication rule cannot be recreated/updated; caused by resource_already_exists_exception: task with id {autofollow:eu:a} already exist (HTTP 500)",
    {
      status: 500,
      body: {
        error: {
          type: "exception",
          reason: "Exisiting autofollow replication rule cannot be recreated/updated",
          caused_by: {
            type: "resource_already_exists_exception",
            reason: "task with id {autofollow:eu:a} already exist",
          },
        },
      },
    },
  ],
  [
    "noTlsAtThatPort",
    "ERR_SSL_WRONG_VERSION_NUMBER: TLS failed: wrong version number",
    {
      code: "EPROTO",
      message:
        "write EPROTO 40274C:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/openssl/ssl/record/ssl3_record.c:354:",
    },
  ],
  [
    "clientCertificate",
    'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: the other side broke off TLS with the alert "unknown ca"',
    {
      code: "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA",
      message:
        "C0A7:error:0A000412:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1590:SSL alert number 48\n",
    },
  ],
  [
    "proxyNotReached",
    "the proxy cannot be used: connect ECONNREFUSED 10.0.0.3:3128",
    { at: "proxy", code: "ECONNREFUSED", message: "connect ECONNREFUSED 10.0.0.3:3128" },
  ],
];

describe("what comes from elsewhere", () => {
  for (const [name, said, answer] of raw) {
    it(`is known as ${name}: ${said.slice(0, 60)}`, () => {
      const failure = failureOf(answer);
      expect(failure.is(name)).to.equal(true);
      expect(knownAs(failure)?.name).to.equal(name);
      const { advice = "" } = Object.fromEntries(rows)[name] ?? {};
      expect(failure.message).to.equal(`Could not do it on host:\n${said}.\n${advice}`.trim());
    });
  }
});

describe("the path of a call", () => {
  const refused = { status: 401, body: { Message: "Your request: '/x' is not allowed." } };
  const taken = { reason: "task with id {replication:index:copy} already exist" };
  const left = { status: 400, body: { error: { type: "x", ...taken } } };
  const wanted = { index: "copy", leaderIndex: "orders", leaderAlias: "eu" };
  for (const [name, answer, ask] of [
    ["connectionsNotOffered", refused, (client: Client) => remoteSettings(client, "eu")],
    ["connectionsNotOffered", refused, (client: Client) => remoteInfo(client, "eu")],
    ["listNotOffered", refused, storedReplications],
    ["notOffered", refused, (client: Client) => resume(client, "copy", false)],
    ["taskOfEarlierReplication", left, (client: Client) => start(client, wanted)],
    ["taskOfPausedReplication", left, (client: Client) => resume(client, "copy", false)],
  ] as const) {
    it(`makes a refusal ${name}`, async () => {
      const request: Client["request"] = ({ segments }) =>
        Promise.reject(failureOf(answer, encodedPath(segments)));
      const error = await thrownBy(Promise.resolve(ask({ host: "", isAmazon: true, request })));
      expect(knownAs(error as OpenSearchError)?.name).to.equal(name);
    });
  }
});

describe("the refusals in the recordings", () => {
  /** Rows for what no other row knows: a refusal that only they fit is a new one. */
  const catchAlls: readonly string[] = ["forbidden", "anotherBlock", "notOpensearch"];
  const recorded = recordedRefusals().map(({ answer, from }) => {
    const failure = failureOf(answer);
    return { failure, from, said: reasonsOf(failure).map(({ reason }) => reason) };
  });

  for (const { failure, from, said } of recorded) {
    it(`are known, or left out: HTTP ${failure.status} “${said[0]?.slice(0, 80)}” (${from})`, () => {
      const name = knownAs(failure)?.name ?? "notOpensearch";
      const isLeftOut = notMet.some(({ reason }) => said.some((text) => reason.test(text)));
      expect(!catchAlls.includes(name) || isLeftOut, name).to.equal(true);
    });
  }

  it("hold everything that is left out", () => {
    const unseen = notMet.filter(
      ({ reason }) => !recorded.some(({ said }) => said.some((text) => reason.test(text))),
    );
    expect(unseen.map(({ why }) => why)).to.deep.equal([]);
  });
});
