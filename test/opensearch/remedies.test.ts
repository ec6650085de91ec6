// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { remedies, remedyFor } from "../../provider/opensearch/remedies";

const call = { doing: "x", method: "GET", path: "/", host: "http://h", mayHaveHappened: false };

describe("the remedies", () => {
  it("have a name of their own each, and at least one thing they match", () => {
    expect(new Set(remedies.map(({ name }) => name)).size).to.equal(remedies.length);
    for (const { status, type, reason } of remedies) {
      expect([status, type, reason].some((matcher) => matcher !== undefined)).to.equal(true);
    }
  });

  const cases: [name: string, failure: { status?: number; type?: string; reason?: string }][] = [
    [
      "unknown connection alias",
      {
        status: 404,
        type: "no_such_remote_cluster_exception",
        reason: "no such remote cluster: [x]",
      },
    ],
    [
      "wrong address of a connection",
      {
        status: 400,
        reason: "remote hosts need to be configured as [host:port], found [nonsense] instead",
      },
    ],
    [
      "connection in another mode",
      {
        status: 400,
        reason:
          'Setting "cluster.remote.c2.seeds" cannot be used with the configured "cluster.remote.c2.mode" [required=SNIFF, configured=PROXY]',
      },
    ],
    [
      "not allowed to make connections",
      {
        status: 403,
        reason: "no permissions for [cluster:monitor/remote/info] and User [name=repl]",
      },
    ],
    [
      "connection settings forbidden by Amazon's service",
      { status: 401, reason: "Your request: '/_cluster/settings' payload is not allowed." },
    ],
    [
      "retention lease gone",
      {
        status: 404,
        type: "resource_not_found_exception",
        reason: "Retention lease doesn't exist. Replication can't be resumed for copy",
      },
    ],
    [
      "leader index missing",
      { status: 404, type: "index_not_found_exception", reason: "no such index [missing]" },
    ],
    [
      "leader is an alias or a data stream",
      { status: 404, type: "index_not_found_exception", reason: "no such index [leader:rf-alias]" },
    ],
    [
      "roles required",
      {
        status: 403,
        type: "security_exception",
        reason: "Follower roles are mandatory for replication",
      },
    ],
    [
      "role not mapped",
      {
        status: 403,
        type: "security_exception",
        reason: "No mapping for User [name=repl] on roles [nope]",
      },
    ],
    [
      "role lacks rights",
      {
        status: 403,
        reason:
          "no permissions for [indices:admin/plugins/replication/index/setup/validate] and User [name=repl]",
      },
    ],
    [
      "not allowed",
      {
        status: 403,
        reason:
          "no permissions for [indices:admin/plugins/replication/index/start] and User [name=repl]",
      },
    ],
    [
      "not allowed to delete",
      { status: 403, reason: "no permissions for [indices:admin/delete] and User [name=repl]" },
    ],
    [
      "not allowed to list replications",
      { status: 403, reason: "no permissions for [cluster:monitor/state] and User [name=repl]" },
    ],
    [
      "not allowed to read statistics",
      {
        status: 403,
        reason:
          "no permissions for [indices:admin/plugins/replication/follower/stats] and User [name=repl]",
      },
    ],
    [
      "cluster read-only",
      {
        status: 403,
        type: "cluster_block_exception",
        reason: "blocked by: [FORBIDDEN/6/cluster read-only (api)];",
      },
    ],
    [
      "start block",
      {
        status: 403,
        type: "status_exception",
        reason: "[FORBIDDEN] Replication START block is set",
      },
    ],
    [
      "connection alias required",
      {
        status: 400,
        reason:
          "Validation Failed: 1: Mandatory params [leader_alias] are missing for the request;",
      },
    ],
    ["sign-in refused", { status: 401, reason: "Unauthorized" }],
    [
      "signature does not match",
      { status: 403, reason: "The request signature we calculated does not match the signature" },
    ],
    ["signature expired", { status: 403, reason: "Signature not yet current: 1 is still later" }],
    [
      "AWS credentials not valid",
      { status: 403, reason: "The security token included in the request is expired" },
    ],
    [
      "not signed for AWS",
      { status: 403, reason: "User: anonymous is not authorized to perform: es:ESHttpPut" },
    ],
    [
      "not allowed by AWS",
      {
        status: 403,
        reason: "User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform: es:ESHttpPut",
      },
    ],
    [
      "sign-in that AWS does not take",
      {
        status: 403,
        reason:
          "'x' not a valid key=value pair (missing equal-sign) in Authorization header: 'Basic x'.",
      },
    ],
    ["forbidden", { status: 403, reason: "no" }],
    ["proxy wants a sign-in", { status: 407, type: "not_json", reason: "the answer is empty" }],
    [
      "proxy wants a sign-in before it opens a tunnel",
      { type: "PROXY_REFUSED", reason: "the proxy answered HTTP 407 instead of opening a tunnel" },
    ],
    ["proxy opens no tunnel", { type: "PROXY_UNAVAILABLE", reason: "the proxy answered HTTP 502" }],
    [
      "certificate not trusted",
      { type: "DEPTH_ZERO_SELF_SIGNED_CERT", reason: "self-signed certificate" },
    ],
  ];
  for (const [name, failure] of cases) {
    it(`tells “${name}” from its neighbours`, () => {
      const row = remedies.find((remedy) => remedy.name === name);
      expect(remedyFor({ ...call, ...failure })).to.equal(row?.advice);
    });
  }

  it("say nothing about what they do not know", () => {
    expect(remedyFor({ ...call, status: 418, type: "teapot", reason: "short and stout" })).to.equal(
      undefined,
    );
  });
});
