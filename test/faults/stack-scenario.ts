// SPDX-License-Identifier: Apache-2.0
import type { Properties } from "../support/grpc-calls";
import { type Program, textOf } from "../support/mini-engine";
import { type Bench, outside } from "./bench";
import type { Run } from "./scenario";

/** Something that the engine does to a connection, a rule, a replication and a gate, in which every call may meet a fault. */
export interface StackScenario {
  readonly name: string;
  /** Brings engine and clusters to where it begins. */
  prepare(bench: Bench): Promise<void>;
  /** The run in which the fault happens. */
  run(bench: Bench): Run;
  /** The program that is to hold in the end; nothing is to be left where there is none. */
  program(bench: Bench): Program | undefined;
}

/** The parts of the program, with what is different about them. */
export interface Parts {
  /** Instead of the seeds. */
  readonly connection?: Properties;
  readonly rule?: Properties;
}

/** A program of a connection, a rule, a replication and a gate. */
export function stackOf({ pair }: Bench, { connection, rule = {} }: Parts = {}): Program {
  return {
    connection: {
      __provider: textOf("leaderConnection"),
      alias: "eu",
      ...(connection ?? { seeds: [pair.leader.transportAddress] }),
    },
    rule: {
      __provider: textOf("autoFollowRule"),
      ...{ name: "logs", leaderAlias: "eu", pattern: "logs-*", onDestroy: "stopFollowers" },
      ...rule,
    },
    orders: {
      __provider: textOf("startedReplication"),
      ...{ index: "copy", leaderIndex: "orders", leaderAlias: "eu", waitFor: "acknowledged" },
    },
    gate: { __provider: textOf("replicationGate"), replications: [{ index: "copy" }] },
  };
}

async function standing(bench: Bench): Promise<void> {
  const { failure } = await bench.run({ kind: "up", program: stackOf(bench) });
  if (failure !== undefined) throw new Error(`the preparation failed: ${failure}`);
  await bench.pass(60_000);
}

const proxied = ({ pair }: Bench): Parts => ({
  connection: { proxyAddress: pair.leader.transportAddress },
});
const widened: Parts = { rule: { pattern: "log*" } };

/** Every row. */
export const stackScenarios: readonly StackScenario[] = [
  {
    name: "a stack that comes up from nothing",
    prepare: () => Promise.resolve(),
    run: (bench) => ({ kind: "up", program: stackOf(bench) }),
    program: stackOf,
  },
  {
    name: "a connection that changes its mode",
    prepare: standing,
    run: (bench) => ({ kind: "up", program: stackOf(bench, proxied(bench)) }),
    program: (bench) => stackOf(bench, proxied(bench)),
  },
  {
    name: "a rule that gets another pattern",
    prepare: standing,
    run: (bench) => ({ kind: "up", program: stackOf(bench, widened) }),
    program: (bench) => stackOf(bench, widened),
  },
  {
    name: "an up after somebody has changed the connection and deleted the rule",
    async prepare(bench) {
      await standing(bench);
      const persistent = { "cluster.remote.eu.skip_unavailable": true };
      await outside(bench, "PUT", "/_cluster/settings", { persistent });
      const rule = { name: "logs", leader_alias: "eu" };
      await outside(bench, "DELETE", "/_plugins/_replication/_autofollow", rule);
    },
    run: (bench) => ({ kind: "up", program: stackOf(bench), refresh: true }),
    program: stackOf,
  },
  {
    name: "a destroy of the whole stack",
    prepare: standing,
    run: () => ({ kind: "destroy" }),
    program: () => undefined,
  },
];
