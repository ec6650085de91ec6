// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { operationsBehind, parseStatus } from "../../../provider/opensearch/api/status";

const reasonOf = (reason: string): string => parseStatus({ status: "PAUSED", reason }).reason;

describe("a status", () => {
  it("why it paused itself -> each failure once, without class paths, with its shards", () => {
    const gone = 'org.opensearch.transport.NoSuchRemoteClusterException - "no such: [eu]"';
    const denied = 'org.opensearch.OpenSearchSecurityException - "no permissions for [x]"';
    for (const [reason, said] of [
      [
        `AutoPaused:  + [[copy][0] - ${gone}], `,
        "AutoPaused: NoSuchRemoteClusterException: no such: [eu] (shard 0)",
      ],
      [
        `AutoPaused:  + [[copy][0] - ${gone}], [[copy][1] - ${denied}], [[copy][2] - ${gone}], `,
        "AutoPaused: NoSuchRemoteClusterException: no such: [eu] (shards 0, 2); OpenSearchSecurityException: no permissions for [x] (shard 1)",
      ],
      ["AutoPaused: Index replication task was cancelled by user", undefined],
      ["User initiated", undefined],
      ["", undefined],
    ] as const)
      expect(reasonOf(reason)).to.equal(said ?? reason);
  });

  it("a reason of any length -> cut", () => {
    expect(reasonOf("x".repeat(50_000))).to.have.length.below(1_100);
  });

  it("operations behind -> those of each shard, whatever another is ahead", () => {
    const shards = new Map([
      ["0", { leader: 9, follower: 4 }],
      ["1", { leader: 2, follower: 7 }],
      ["2", undefined],
    ]);
    expect(operationsBehind({ leader: 11, follower: 11, shards })).to.equal(5);
    expect(operationsBehind({ leader: 11, follower: 8 })).to.equal(3);
  });
});
