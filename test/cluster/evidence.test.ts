// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { holdingsOf } from "../../provider/opensearch/api/holdings";
import { pause, stop } from "../../provider/opensearch/api/replication";
import { allowWrites, blockWrites } from "../../provider/opensearch/api/write-block";
import { compareHoldings } from "../../provider/replication/compare-holdings";
import { Deployment } from "./pair/deployment";
import { call, documentOf, ignoreRefusal, untilDocument, write } from "./pair/indexes";
import { expectCopy } from "./pair/look";
import { siteOfEachTest } from "./pair/site";

describe("evidence before loss on real clusters", () => {
  const site = siteOfEachTest();

  /** Writes documents one after the other while something else is done; the numbers of those that were accepted. */
  async function writing(
    index: string,
    on: "leader" | "follower",
    work: () => Promise<unknown>,
  ): Promise<number[]> {
    const accepted: number[] = [];
    let isOver = false;
    const write = async (): Promise<void> => {
      for (let number = 10_000; !isOver; number++) {
        const sent = call(site().pair[on], "PUT", [index, "_doc", `${number}`], documentOf(number));
        await sent.then(() => void accepted.push(number), ignoreRefusal);
      }
    };
    const writer = write();
    try {
      await work();
    } finally {
      isOver = true;
      await writer;
    }
    return accepted;
  }

  it("a follower that is paused, stopped, fenced and written to -> what it holds is told exactly", async () => {
    const deployment = new Deployment();
    const leaderIndex = await site().leader(500);
    const copy = site().follower();
    await deployment.up(site().args(leaderIndex));
    const { follower } = site().pair;
    await writing(leaderIndex, "leader", () => pause(follower, copy, "a test"));
    const before = await holdingsOf(follower, copy);
    expect(before?.shards).to.have.length(1);
    await stop(follower, copy);
    expect(await blockWrites(follower, copy)).to.equal(true);
    expect(compareHoldings(before, await holdingsOf(follower, copy))).to.deep.equal({
      kind: "same",
    });
    expect(await allowWrites(follower, copy)).to.equal(true);
    await write(follower, copy, 9_001);
    const written = compareHoldings(before, await holdingsOf(follower, copy));
    expect(written).to.deep.equal({ kind: "written", operations: 1 });
    const other = await site().leader(30, "other");
    const refused = await deployment.refusedUp({ ...site().args(other) });
    expect(refused).to.match(/may have been written to since/);
    await untilDocument(follower, copy, 9_001);
  });

  it("a replacement while the old leader is written to -> the copy of the new one", async () => {
    const deployment = new Deployment();
    const first = await site().leader(500);
    await deployment.up(site().args(first));
    const second = await site().leader(300, "other");
    const accepted = await writing(first, "leader", () => deployment.up(site().args(second)));
    expect(accepted).not.to.have.length(0);
    await expectCopy(second, site().follower(), 300);
  });

  it("a replacement while a writer is attached to the follower's name -> a whole copy, or a refusal that keeps what was written", async () => {
    const deployment = new Deployment();
    const first = await site().leader(50);
    const copy = site().follower();
    await deployment.up(site().args(first));
    const second = await site().leader(300, "other");
    let refusal: string | undefined;
    const replace = async (): Promise<void> => {
      try {
        await deployment.up(site().args(second));
      } catch (error) {
        refusal = String(error);
      }
    };
    const accepted = await writing(copy, "follower", replace);
    if (refusal === undefined) return expectCopy(second, copy, 300);
    expect(refusal).to.match(/made index .* anew|reappeared|written to it since|not deleted/);
    expect(accepted).not.to.have.length(0);
    for (const number of accepted) await untilDocument(site().pair.follower, copy, number);
  });
});
