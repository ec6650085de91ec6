// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import {
  distanceTo,
  type FencedIndex,
  isFollowedBy,
  type Promotion,
} from "../../../provider/replication/promote/lineage";
import { superseded } from "../../../provider/replication/promote/superseded";

const print = { documents: 10, sum: 45, max: 9 };
const fence: FencedIndex = {
  ...{
    index: "orders",
    state: "blocked",
    since: "",
    clusterUuid: "c",
    indexUuid: "i",
    histories: ["h0", "h1"],
  },
  sequenceNumbers: [9, 4],
  leases: [["replication:us:u:[orders][0]"], ["replication:us:u:[orders][1]"]],
  fingerprints: [print, print],
};
const { clusterUuid, indexUuid, histories } = fence;
const promotion: Promotion = {
  ...{
    at: "2026-12-01T00:00:00.000Z",
    indexUuid: "own",
    histories: ["o0", "o1"],
    isExact: true,
    behind: 0,
  },
  sequenceNumbers: [9, 4],
  fingerprints: [print, print],
  of: { clusterUuid, indexUuid, histories },
};
const at = (...numbers: [number, number][]) =>
  numbers.map(([maxSeqNo, localCheckpoint]) => ({ maxSeqNo, localCheckpoint }));

describe("where a follower is, measured by its leader's fence", () => {
  const rows: [string, [number, number][], string][] = [
    [
      "just there",
      [
        [9, 9],
        [4, 4],
      ],
      "equal",
    ],
    [
      "a shard lacks something",
      [
        [9, 9],
        [3, 3],
      ],
      "short",
    ],
    [
      "one ahead, one short: their sum is right",
      [
        [10, 10],
        [3, 3],
      ],
      "ahead",
    ],
    [
      "the highest is there, operations below it are not",
      [
        [9, 6],
        [4, 4],
      ],
      "gap",
    ],
    ["another number of shards", [[9, 9]], "otherShards"],
    [
      "nothing yet",
      [
        [-1, -1],
        [-1, -1],
      ],
      "short",
    ],
  ];
  for (const [title, shards, distance] of rows)
    it(`${title} -> ${distance}`, () => {
      expect(distanceTo(fence, at(...shards))).to.equal(distance);
    });

  it("every shard has the follower's lease -> it is the one that follows; one without, another name, no shards -> it is not", () => {
    expect(isFollowedBy(fence, "u", "orders")).to.equal(true);
    expect(isFollowedBy({ ...fence, leases: [fence.leases[0] ?? [], []] }, "u", "orders")).to.equal(
      false,
    );
    expect(isFollowedBy(fence, "u", "orders-2")).to.equal(false);
    expect(isFollowedBy(fence, "other", "orders")).to.equal(false);
    expect(isFollowedBy({ ...fence, leases: [] }, "u", "orders")).to.equal(false);
  });
});

describe("an index that another site's promotion is to supersede", () => {
  const of = promotion.of;
  const rows: [string, Partial<FencedIndex>, Promotion | undefined, string, number][] = [
    ["same lineage, numbers, documents", {}, promotion, "covered", 0],
    ["operations that never arrived", { sequenceNumbers: [11, 4] }, promotion, "written", 2],
    [
      "one more here, one fewer there: their sum is right",
      { sequenceNumbers: [10, 3] },
      promotion,
      "fewer",
      15,
    ],
    ["fewer than were promoted", { sequenceNumbers: [8, 4] }, promotion, "fewer", 14],
    ["made anew under its name", { indexUuid: "j" }, promotion, "otherLineage", 15],
    [
      "restored: the same uuid, another history",
      { histories: ["h0", "h9"] },
      promotion,
      "otherLineage",
      15,
    ],
    ["on another cluster", { clusterUuid: "d" }, promotion, "otherLineage", 15],
    [
      "the cluster's uuid is hidden on both sides",
      { clusterUuid: "" },
      { ...promotion, of: { clusterUuid: "", indexUuid, histories } },
      "otherLineage",
      15,
    ],
    ["no promotion", {}, undefined, "otherLineage", 15],
    ["a promotion that followed nothing", {}, withoutOf(), "otherLineage", 15],
    [
      "another number of shards was promoted",
      {},
      { ...promotion, sequenceNumbers: [9] },
      "otherLineage",
      15,
    ],
    [
      "no shards at all",
      { sequenceNumbers: [], histories: [] },
      { ...promotion, ...(of && { of: { ...of, histories: [] } }), sequenceNumbers: [] },
      "otherLineage",
      0,
    ],
    [
      "equal numbers, a document is missing",
      { fingerprints: [print, { ...print, documents: 9 }] },
      promotion,
      "otherDocuments",
      15,
    ],
    [
      "equal numbers, an update is missing",
      { fingerprints: [print, { ...print, sum: 44 }] },
      promotion,
      "otherDocuments",
      15,
    ],
    ["its documents may not be read", { fingerprints: [] }, promotion, "noFingerprints", 15],
    [
      "the other site's documents could not be read",
      {},
      { ...promotion, fingerprints: [] },
      "noFingerprints",
      15,
    ],
  ];
  for (const [title, change, by, outcome, operations] of rows)
    it(`${title} -> ${outcome}${operations === 0 ? "" : `, ${operations} operations`}`, () => {
      const found = superseded({ ...fence, ...change }, by);
      const { indexUuid, fingerprints } = promotion;
      if (outcome === "covered")
        return expect(found).to.deep.equal({
          kind: "covered",
          by: { indexUuid, fingerprints, isSeen: false },
        });
      return expect(found).to.deep.equal({ kind: "unsaved", operations, because: outcome });
    });

  function withoutOf(): Promotion {
    const { of: left, ...rest } = promotion;
    return left === undefined ? promotion : rest;
  }
});
