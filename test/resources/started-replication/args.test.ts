// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { FencedIndex, Promotion, StartedReplicationArgs, WaitFor } from "../../../provider";

// That this file compiles is most of the test (the house compiles everything).
const output = <T>(value: T): pulumi.Output<T> => pulumi.output(value) as pulumi.Output<T>;

const plain: StartedReplicationArgs = { index: "copy", leaderIndex: "orders" };

const outputs: Required<StartedReplicationArgs> = {
  index: output("copy"),
  leaderIndex: Promise.resolve("orders"),
  leaderAlias: output("leader"),
  useRoles: { leaderClusterRole: output("l"), followerClusterRole: "f" },
  settings: { "index.number_of_replicas": output(1), "index.hidden": true },
  paused: output(Math.random() > 2),
  forceResume: false,
  waitFor: output<WaitFor>("syncing"),
  ifIndexExists: "adopt",
  onReplace: "refuse",
  onDestroy: "keepIndex",
  drain: output<"5m">("5m"),
  promoted: output(false),
  promoteAt: output<FencedIndex | undefined>(undefined),
  supersededBy: output<Promotion | undefined>(undefined),
  discard: output(3),
  writeAlias: "orders-write",
  whenUnreachable: output<"defer">("defer"),
  timeouts: { create: output<"90s">("90s") },
};

const mistakes = [
  // @ts-expect-error a leader index is required
  { index: "copy" } satisfies StartedReplicationArgs,
  // @ts-expect-error roles come in twos
  { ...plain, useRoles: { leaderClusterRole: "l" } } satisfies StartedReplicationArgs,
  // @ts-expect-error a wait knows three goals
  { ...plain, waitFor: "synced" } satisfies StartedReplicationArgs,
  // @ts-expect-error a duration has a unit
  { ...plain, timeouts: { create: "90" } } satisfies StartedReplicationArgs,
  // @ts-expect-error there is no such input
  { ...plain, follower: "copy" } satisfies StartedReplicationArgs,
];

describe("the arguments' types", () => {
  it("take plain values, promises and outputs, at any depth, and refuse mistakes", () => {
    expect([plain, outputs, ...mistakes]).to.have.length(7);
  });
});
