// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../../opensearch/answers/refusal";
import type { OpenLedger } from "../ledger";
import type { ClusterOperation } from "../operation";
import type { Standing } from "../standing";
import { requireCopy } from "../start/require-copy";
import { sendStart } from "../start/send-start";
import type { Wish } from "../wish";
import { lineageOf } from "../promote/lineage";
import type { Supersession } from "../promote/supersede";
import { clearCopy } from "./clear-copy";
import { probeOf } from "./probe";

/** What allows the deletion of an index that follows nothing any more; none for a copy of its own making. */
function supersessionOf(
  { supersededBy, discard, promoteAt, leaderAlias, leaderIndex }: Wish,
  { before }: OpenLedger,
): Supersession | undefined {
  return supersededBy === undefined && discard === undefined
    ? undefined
    : {
        ...{ supersededBy, discard, isOwn: before.isOwn, leaderAlias, leaderIndex },
        own: { ...before, leader: lineageOf(promoteAt) },
      };
}

/** Replaces what has the follower's name by a new copy of the leader. */
export async function replaceCopy(
  standing: Standing,
  wish: Wish,
  isProved: boolean,
  ledger: OpenLedger,
  operation: ClusterOperation,
): Promise<void> {
  const { index } = wish;
  const { stopped } = ledger;
  const probe = probeOf(wish, isProved, operation);
  const isConsented = wish.ifIndexExists === "overwrite";
  const clearing = {
    index,
    probe,
    isConsented,
    stopped,
    ledger,
    supersession: supersessionOf(wish, ledger),
  };
  if ((await clearCopy(standing, clearing, operation)) === "cleared") {
    const begun = (): void => ledger.begun();
    if ((await sendStart(wish, { isProbe: false, begun }, operation)) === "nameTaken")
      throw new Refusal(
        `Index "${index}" reappeared right after it was deleted: something else creates it, such as an application that writes to it. Stop that and run again.`,
      );
  }
  await requireCopy(wish, ledger, operation);
  ledger.started("started");
  ledger.areSettingsSent = true;
}
