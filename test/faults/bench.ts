// SPDX-License-Identifier: Apache-2.0
import { type ClusterPair, connect } from "../../sandbox/clusters";
import { ask } from "../support/ask";
import {
  type ArmedFault,
  type FaultProxy,
  type FaultProxyOptions,
  type ProxiedCall,
  startFaultProxy,
} from "../support/fault-proxy";
import { MiniEngine, type RunOutcome } from "../support/mini-engine";
import type { KillableProcess } from "../support/provider-process";
import type { Run } from "./scenario";

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

/** What a bench is made of. */
export interface BenchParts {
  readonly pair: ClusterPair;
  /** How long an answer is waited for where one is to stay out, in real time. */
  readonly shortRequestTimeout: string;
  readonly onRefused: FaultProxyOptions["onRefused"];
  readonly onSilence: () => void;
  /** A new provider process, as every run of the engine begins one. */
  readonly newProcess: (
    settings: Readonly<Record<string, string>>,
    onEnd: () => Promise<void>,
  ) => KillableProcess | Promise<KillableProcess>;
  readonly pass: (milliseconds: number) => Promise<void>;
}

/** Leader index `orders` of 100 documents and `other` of 40, a connected follower, and an engine with a proxy for each run. */
export async function makeBench(parts: BenchParts): Promise<Bench> {
  const { pair, shortRequestTimeout, onRefused, onSilence, newProcess, pass } = parts;
  pair.leader.addIndex("orders", 100);
  pair.leader.addIndex("other", 40);
  await connect(pair, "leader");
  let armed: ArmedFault | undefined;
  let calls: ProxiedCall[] = [];
  let last: FaultProxy | undefined;

  const engine = new MiniEngine(async () => {
    const proxy = await startFaultProxy({
      target: pair.follower.url,
      armed,
      onCall: (call) => void calls.push(call),
      onKill: () => process.kill(),
      onSilence,
      onRefused,
    });
    last = proxy;
    const isSilenced = armed?.fault.kind === "silence";
    const settings = {
      url: proxy.url,
      // Every run has a proxy with a port of its own, and the same cluster behind it.
      hostOverride: "follower.test",
      ...(isSilenced ? { requestTimeout: shortRequestTimeout } : {}),
    };
    const process = await newProcess(settings, () => proxy.close());
    return process;
  });
  return {
    pair,
    engine,
    async run(run, fault) {
      armed = fault;
      calls = [];
      const outcome = await perform(engine, run);
      return { ...outcome, calls, isStruck: last?.hasStruck() ?? false };
    },
    pass,
    close: () => pair.close(),
  };
}

/** One command of the CLI. */
function perform(engine: MiniEngine, run: Run): Promise<RunOutcome> {
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
