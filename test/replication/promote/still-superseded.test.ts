// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { OpenSearchError } from "../../../provider/opensearch/answers/errors";
import type { FencedIndex } from "../../../provider/replication/promote/lineage";
import type { ClusterOperation } from "../../../provider/replication/operation";
import { stillSuperseded } from "../../../provider/replication/promote/still-superseded";

const fence = { sequenceNumbers: [9, 4] } as unknown as FencedIndex;
const leader = { alias: "us", index: "orders" };

/** A cluster that answers searches over its connection: which index it names, and its highest number. */
const seeing = (uuid: string | number, max: number = 9): ClusterOperation =>
  ({
    client: {
      request({ segments, body }: { segments: string[]; body: { sort?: unknown } }) {
        expect(segments).to.deep.equal(["us:orders", "_search"]);
        const status = body.sort === undefined ? max : uuid;
        if (body.sort === undefined && max !== 403)
          return Promise.resolve({
            _shards: { successful: 1, failed: 0 },
            hits: { total: { value: max + 1, relation: "eq" } },
            aggregations: { sum: { value: 1 }, max: { value: max } },
          });
        if (status === 200) return Promise.resolve({});
        const isNamed = typeof status === "string";
        const failure = {
          ...{ doing: "look", method: "POST", path: "/", host: "h", mayHaveHappened: false },
          ...{ status: isNamed ? 400 : status, reason: "" },
          type: isNamed ? "search_phase_execution_exception" : "some_exception",
          causes: isNamed ? [{ type: "", reason: "", indexUuid: status }] : [],
        };
        return Promise.reject(new OpenSearchError(failure));
      },
    },
  }) as unknown as ClusterOperation;

/** What covers it: the index "i", whose one shard held number 9. */
const covered = (isSeen: boolean) =>
  ({
    kind: "covered",
    by: { indexUuid: "i", fingerprints: [{ documents: 10, sum: 45, max: 9 }], isSeen },
  }) as const;

describe("an index that is to go for its leader's, right before it is deleted", () => {
  const rows: [string, boolean, ClusterOperation, string][] = [
    ["the leader's is the same, and holds as much", false, seeing("i"), "covered"],
    ["the leader's holds more by now", false, seeing("i", 12), "covered"],
    ["the leader's is another one", false, seeing("j"), "changed"],
    ["the leader's is another one since this deployment promoted it", true, seeing("j"), "changed"],
    ["the leader's has fallen back", false, seeing("i", 5), "changed"],
    ["promoted just now, and its last document deleted", true, seeing("i", 5), "covered"],
    ["this user may not look", false, seeing(403), "unseen"],
    ["this user may not look, and this deployment has seen it", true, seeing(403), "covered"],
    ["no shard says which it is", false, seeing(200), "unseen"],
    ["its numbers are not told", false, seeing("i", 403), "unseen"],
  ];
  for (const [title, isSeen, operation, expected] of rows)
    it(`${title} -> ${expected}`, async () => {
      const found = await stillSuperseded(covered(isSeen), fence, leader, operation);
      expect(found.kind === "covered" ? "covered" : found.because).to.equal(expected);
      if (found.kind === "unsaved") expect(found.operations).to.equal(15);
    });

  it("no connection by name, or no documents to compare -> unseen; there is none any more -> the server's answer", async () => {
    const nameless = { ...leader, alias: undefined };
    const one = await stillSuperseded(covered(false), fence, nameless, seeing("i"));
    expect(one).to.have.property("because", "unseen");
    const { by } = covered(false);
    const bare = { kind: "covered", by: { ...by, fingerprints: [] } } as const;
    const two = await stillSuperseded(bare, fence, leader, seeing("i"));
    expect(two).to.have.property("because", "unseen");
    const gone = stillSuperseded(covered(true), fence, leader, seeing(404));
    expect(await gone.then(String, String)).to.match(/HTTP 404/);
  });
});
