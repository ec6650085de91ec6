// SPDX-License-Identifier: Apache-2.0
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { ask } from "../support/ask";
import {
  type ArmedFault,
  type FaultProxy,
  type ProxiedCall,
  startFaultProxy,
} from "../support/fault-proxy";
import { handlerProcess } from "../support/handler-process";
import { manualClock } from "../support/manual-clock";
import { MiniEngine, type RunOutcome } from "../support/mini-engine";
import type { ProviderProcess } from "../support/provider-process";
import { onRefusedHere } from "../support/refused-connection";
import type { Run } from "./scenario";

/** How long an unanswered request is waited for where one is to be unanswered, in real time. */
const shortRequestTimeout = 150;
/** And what that stands for, on the manual clock. */
const requestTimeout = 75_000;

/** A pair of clusters, an engine with its state, and the way in between them that a fault can be put in. */
export interface Bench {
  readonly pair: ClusterPair;
  readonly engine: MiniEngine;
  /** Runs the engine, with the fault if one is given. */
  run(run: Run, armed?: ArmedFault): Promise<BenchRun>;
  /** Lets time pass for the clusters. */
  pass(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

/** A run and its calls. */
export interface BenchRun extends RunOutcome {
  readonly calls: readonly ProxiedCall[];
  /** Whether the fault happened. */
  readonly isStruck: boolean;
}

/** Leader index `orders` of 100 documents and `other` of 40, and a connected follower. */
export async function fill(pair: ClusterPair): Promise<void> {
  pair.leader.addIndex("orders", 100);
  pair.leader.addIndex("other", 40);
  await connect(pair, "leader");
}

/** Everything in this process, on a clock that only the handler and the clusters move. */
export async function benchInProcess(): Promise<Bench> {
  const clock = manualClock();
  const pair = await startPair({ clock });
  await fill(pair);
  let armed: ArmedFault | undefined;
  let calls: ProxiedCall[] = [];
  let last: FaultProxy | undefined;

  const newProcess = async (): Promise<ProviderProcess> => {
    const proxy = await startFaultProxy({
      target: pair.follower.url,
      armed,
      onCall: (call) => void calls.push(call),
      onKill: () => process.kill(),
      onSilence: () => clock.advance(requestTimeout),
      onRefused: onRefusedHere,
    });
    last = proxy;
    const isSilenced = armed?.fault.kind === "silence";
    const process = handlerProcess({
      clock,
      settings: {
        url: proxy.url,
        ...(isSilenced ? { requestTimeout: `${shortRequestTimeout}ms` } : {}),
      },
      onEnd: () => proxy.close(),
    });
    return process;
  };
  const engine = new MiniEngine(newProcess);
  return {
    pair,
    engine,
    async run(run, fault) {
      armed = fault;
      calls = [];
      const outcome = await perform(engine, run);
      return { ...outcome, calls, isStruck: last?.hasStruck() ?? false };
    },
    pass(milliseconds) {
      clock.advance(milliseconds);
      return Promise.resolve();
    },
    close: () => pair.close(),
  };
}

/** One command of the CLI. */
export function perform(engine: MiniEngine, run: Run): Promise<RunOutcome> {
  switch (run.kind) {
    case "up":
      return engine.up(run.program, { refresh: run.refresh ?? false });
    case "refresh":
      return engine.refresh();
    case "destroy":
      return engine.destroy();
  }
}

/** A request to the follower as anyone would send it; it must succeed. */
export async function outside(bench: Bench, method: string, path: string, body?: object) {
  const { status, body: answer } = await ask(bench.pair.follower, method, path, body);
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`);
  return answer;
}
