// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { planStop, type ExistingOrUnreadable } from "../../provider/replication/stop/stop-plan";

const replication = (status: string, hasReplayed: boolean): ExistingOrUnreadable => ({
  kind: "replication",
  status,
  reason: "",
  leader: undefined,
  hasReplayed,
});

function stopped(wasFollower: boolean, mayBeBlocked: boolean): ExistingOrUnreadable {
  return { kind: "ordinaryIndex", wasFollower, isBlocked: mayBeBlocked, mayBeBlocked };
}

/** What stands; the steps that keep the index; the steps that delete it. */
const table: [what: string, standing: ExistingOrUnreadable, keep: string, remove: string][] = [
  ["a replication that has replayed", replication("SYNCING", true), "stop", "stop deleteIndex"],
  ["a paused one", replication("PAUSED", true), "stop", "stop deleteIndex"],
  [
    "one that is being copied",
    replication("BOOTSTRAPPING", false),
    "stop stopAgain",
    "stop stopAgain deleteIndex",
  ],
  [
    "one between copy and replay",
    replication("RUNNING", false),
    "stop stopAgain",
    "stop stopAgain deleteIndex",
  ],
  ["one that has failed", replication("FAILED", true), "stop", "deleteIndex stop"],
  ["nothing at all", { kind: "absent" }, "stop", "stop"],
  ["an index that was stopped before", stopped(true, false), "", "deleteIndex"],
  ["an index that a stop may have left blocked", stopped(true, true), "stop", "stop deleteIndex"],
  ["an index of somebody else", stopped(false, false), "", ""],
  [
    "a follower without its connection",
    { kind: "unsettled", mark: "follower" },
    "stop",
    "stop deleteIndex",
  ],
  ["an index that may not be looked at", { kind: "unsettled", mark: "forbidden" }, "", ""],
  [
    "a follower whose leader is down",
    { kind: "unreadable", mark: "follower" },
    "stop",
    "stop deleteIndex",
  ],
  [
    "the same, not to be looked at",
    { kind: "unreadable", mark: "forbidden" },
    "stop",
    "stop deleteIndex",
  ],
  [
    "no index, and the leader is down",
    { kind: "unreadable", mark: "missing" },
    "stop",
    "stop deleteIndex",
  ],
  ["an ordinary index, and the leader is down", { kind: "unreadable", mark: "ordinary" }, "", ""],
];

describe("a delete", () => {
  for (const [what, standing, keep, remove] of table) {
    it(`of ${what} does: ${keep || "nothing"}; to delete the index: ${remove || "nothing"}`, () => {
      expect(planStop(standing, { deleteIndex: false }).join(" ")).to.equal(keep);
      expect(planStop(standing, { deleteIndex: true }).join(" ")).to.equal(remove);
    });
  }
});
