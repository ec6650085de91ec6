// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { status } from "../../../provider/opensearch/api/replication";
import type { ReplicationStatus } from "../../../provider/opensearch/api/status";
import { documentOf, call, untilCount } from "./indexes";
import { thePair } from "./pair";
import { until } from "./until";

/** The status of a follower index, as the cluster tells it now. */
export function statusOf(index: string): Promise<ReplicationStatus> {
  return status(thePair().follower, index);
}

/** Waits until the status is the one that is expected, and returns it. */
export function untilStatus(index: string, wanted: string): Promise<ReplicationStatus> {
  return until(`the status of "${index}" is ${wanted}`, async () => {
    const seen = await statusOf(index);
    return seen.status === wanted ? seen : undefined;
  });
}

/** Both indexes hold so many documents, and the first and the last are the same. */
export async function expectCopy(leader: string, follower: string, count: number): Promise<void> {
  const pair = thePair();
  await untilCount(pair.leader, leader, count);
  await untilCount(pair.follower, follower, count);
  for (const number of count === 0 ? [] : [1, count]) {
    const found = await call(pair.follower, "GET", [follower, "_doc", String(number)]);
    expect(found["_source"]).to.deep.equal(documentOf(number));
  }
}
