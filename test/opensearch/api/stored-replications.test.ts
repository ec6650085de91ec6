// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import type { JsonObject } from "../../../provider/opensearch/answers/answer";
import {
  isReplicationMetadata,
  parseReplicationMetadata,
} from "../../../provider/opensearch/api/stored-replications";

const stateOf = (details: JsonObject): JsonObject => ({
  cluster_name: "follower",
  metadata: { replication_metadata: { replication_details: details } },
});
const state = (name: string): JsonObject => ({ REPLICATION_LAST_KNOWN_OVERALL_STATE: name });

describe("the replications in the cluster state", () => {
  it("are listed by name, with the connection since 3.8", () => {
    const answer = stateOf({
      naïve: state("RUNNING"),
      "a%b": state("PAUSED"),
      "f-up": { ...state("FAILED"), connection_name: "eu-west" },
    });
    expect(isReplicationMetadata(answer)).to.equal(true);
    expect(parseReplicationMetadata(answer)).to.deep.equal([
      { index: "a%b", state: "PAUSED", leaderAlias: undefined },
      { index: "f-up", state: "FAILED", leaderAlias: "eu-west" },
      { index: "naïve", state: "RUNNING", leaderAlias: undefined },
    ]);
  });

  for (const [what, answer] of Object.entries({
    "without metadata": { cluster_name: "follower" },
    "with metadata of nothing": { cluster_name: "follower", metadata: {} },
    "with no replication on record": stateOf({}),
  })) {
    it(`are none in an answer ${what}`, () => {
      expect(isReplicationMetadata(answer)).to.equal(true);
      expect(parseReplicationMetadata(answer)).to.deep.equal([]);
    });
  }

  for (const [what, answer] of Object.entries({
    "that is empty": {},
    "of something else": { message: "welcome" },
    "with a replication that has no state": stateOf({ copy: {} }),
    "with a replication that is a text": stateOf({ copy: "RUNNING" }),
  })) {
    it(`are not taken from an answer ${what}`, () => {
      expect(isReplicationMetadata(answer)).to.equal(false);
    });
  }
});
