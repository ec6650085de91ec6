// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import type { Standing } from "../../provider/replication/standing";
import { planStop } from "../../provider/replication/stop/stop-follower";

const following = (status: string, hasReplayed: boolean): Standing => ({
  kind: "following",
  status,
  reason: "",
  leader: undefined,
  hasReplayed,
});

const table: [what: string, standing: Standing, steps: string][] = [
  ["a replication that has replayed", following("SYNCING", true), "stop"],
  ["a paused one", following("PAUSED", true), "stop"],
  ["one that is being copied", following("BOOTSTRAPPING", false), "stop stopAgain"],
  ["one between copy and replay", following("RUNNING", false), "stop stopAgain"],
  ["one that has failed", following("FAILED", true), "stop"],
  ["nothing at all", { kind: "absent" }, "stop"],
  ["an index that was stopped before", { kind: "promoted", block: "lifted" }, ""],
  ["an index that a stop has left blocked", { kind: "promoted", block: "standing" }, "stop"],
  ["an index that a stop may have left blocked", { kind: "promoted", block: "unknown" }, "stop"],
  ["an index of somebody else", { kind: "ordinary" }, ""],
  ["a follower without its connection", { kind: "unsettled", mark: "follower" }, "stop"],
  ["an index that may not be looked at", { kind: "unsettled", mark: "forbidden" }, ""],
  ["a follower whose leader is down", { kind: "unreadable", mark: "follower" }, "stop"],
  ["the same, not to be looked at", { kind: "unreadable", mark: "forbidden" }, "stop"],
  ["no index, and the leader is down", { kind: "unreadable", mark: "missing" }, "stop"],
  ["an ordinary index, and the leader is down", { kind: "unreadable", mark: "ordinary" }, ""],
];

describe("a stop", () => {
  for (const [what, standing, steps] of table) {
    it(`of ${what} -> ${steps || "nothing"}`, () => {
      expect(planStop(standing).join(" ")).to.equal(steps);
    });
  }
});
