// SPDX-License-Identifier: Apache-2.0
import { type Bench, outside } from "../bench";
import type { Program } from "../../support/mini-engine";
import type { Properties } from "../../support/grpc-calls";

/** The arguments of the replication that most rows are about. */
export const copy = { index: "copy", leaderIndex: "orders", leaderAlias: "leader" };

/** A program with that one replication, called `orders`. */
export function declaring(changes: Properties = {}): Program {
  return { orders: { ...copy, ...changes } };
}

/** Nothing to prepare. */
export function nothing(): Promise<void> {
  return Promise.resolve();
}

/** The replication runs and is in the state. */
export async function created(bench: Bench, changes: Properties = {}): Promise<void> {
  const { failure } = await bench.run({ kind: "up", program: declaring(changes) });
  if (failure !== undefined) throw new Error(`the preparation failed: ${failure}`);
  await bench.pass(2_000);
}

/** The state says what the cluster says. */
export async function refreshed(bench: Bench): Promise<void> {
  const { failure } = await bench.run({ kind: "refresh" });
  if (failure !== undefined) throw new Error(`the preparation failed: ${failure}`);
}

/** Somebody starts a replication without us, and it catches up. */
export async function startedOutside(bench: Bench, leaderIndex = "orders"): Promise<void> {
  await outside(bench, "PUT", "/_plugins/_replication/copy/_start", {
    leader_alias: "leader",
    leader_index: leaderIndex,
  });
  await bench.pass(2_000);
}

/** Somebody pauses the replication. */
export async function pausedOutside(bench: Bench): Promise<void> {
  await outside(bench, "POST", "/_plugins/_replication/copy/_pause", {});
}

/** Somebody stops the replication; the index stays. */
export async function stoppedOutside(bench: Bench): Promise<void> {
  await outside(bench, "POST", "/_plugins/_replication/copy/_stop", {});
}
