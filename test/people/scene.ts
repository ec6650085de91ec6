// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from "node:timers/promises";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { ask } from "../support/ask";
import { handlerProcess } from "../support/handler-process";
import { manualClock } from "../support/manual-clock";
import { type EngineRules, MiniEngine, type RunOutcome } from "../support/mini-engine";
import type { KillableProcess } from "../support/provider-process";
import { deploymentsAt } from "./deployments";

/** The names that a stack's programs may give to what they have on the follower. */
export interface Own {
  readonly indexes: readonly string[];
  readonly aliases: readonly string[];
  readonly rules: readonly string[];
}

/** The request at which something goes wrong, counted from 1. */
export interface Interruption {
  readonly killedAt?: number | undefined;
  readonly cutOffAt?: number | undefined;
}

/** A stack on a pair with things of other people on it, and an engine that knows nothing of them. */
export interface Scene {
  readonly pair: ClusterPair;
  readonly engine: MiniEngine;
  readonly own: Own;
  /** The documents that people have written, by index, until somebody consents to their loss; of both stacks. */
  readonly written: Map<string, string[]>;
  /** The settings of every provider of the program. */
  readonly settings: Readonly<Record<string, string>>;
  /**
   * Does something, and at that request to the follower kills the provider processes, or cuts the follower
   * off until the run is over.
   */
  interrupting(at: Interruption, work: () => Promise<RunOutcome>): Promise<RunOutcome>;
  /** Does something in a deployment whose processes cannot share their notes. */
  unshared(work: () => Promise<RunOutcome>): Promise<RunOutcome>;
  /** Sends a request to the follower as anyone would; `undefined` where it is refused. */
  asked(method: string, path: string, body?: object): Promise<Record<string, unknown> | undefined>;
  /** Lets a minute pass. */
  pass(): void;
}

/** Two stacks on one pair. */
export interface Scenes {
  readonly first: Scene;
  readonly second: Scene;
  close(): Promise<void>;
}

const owns: Readonly<Record<"first" | "second", Own>> = {
  first: {
    indexes: ["copy-a", "copy-b", "logs-1", "logs-2"],
    aliases: ["eu", "us"],
    rules: ["logs"],
  },
  second: {
    indexes: ["stage-a", "stage-b", "stage-1"],
    aliases: ["stage-eu", "stage-us"],
    rules: ["stage"],
  },
};

/** The door through which the provider is reached. */
export type Door = Parameters<typeof handlerProcess>[0]["door"];

/** Leader indexes, and things of others: a connection, a replication over it, a rule and an index with a document. */
export async function openScenes(rules: EngineRules, door?: Door): Promise<Scenes> {
  const clock = manualClock();
  let onRequest = (): void => undefined;
  const pair = await startPair({
    clock,
    onRequest: (cluster) => (cluster === "follower" ? onRequest() : undefined),
  });
  const { leader, follower } = pair;
  const counts = { orders: 5, other: 4, "logs-1": 3, "logs-2": 2, theirs: 6 };
  for (const [index, count] of Object.entries(counts)) leader.addIndex(index, count);
  await connect(pair, "leader");
  follower.addIndex("mine", 3);
  const over = { leader_alias: "leader" };
  const plugin = "/_plugins/_replication";
  await ask(follower, "PUT", `${plugin}/theirs/_start`, { ...over, leader_index: "theirs" });
  await ask(follower, "POST", `${plugin}/_autofollow`, {
    ...{ ...over, name: "theirs", pattern: "nothing-*" },
  });
  clock.advance(60_000);

  const settings = { url: follower.url };
  const written = new Map([["mine", ["1"]]]);
  let living: KillableProcess[] = [];
  const sceneOf = (own: Own): Scene => {
    const deployments = deploymentsAt(settings);
    const engine = new MiniEngine(
      ({ name = "default", run }) => {
        const journal = deployments.journalOf(run, name);
        const onEnd = (): Promise<void> => Promise.resolve();
        const process = handlerProcess({ clock, settings, journal, onEnd, door });
        living.push(process);
        return Promise.resolve(process);
      },
      rules,
      (declared) => deployments.claim(declared),
    );
    return {
      ...{ pair, engine, own, written, settings, interrupting },
      async unshared(work) {
        deployments.share(false);
        const outcome = await work();
        deployments.share(true);
        return outcome;
      },
      async asked(method, path, body) {
        const answer = await ask(follower, method, path, body);
        return answer.status < 300 ? answer.body : undefined;
      },
      pass: () => clock.advance(60_000),
    };
  };
  return {
    first: sceneOf(owns.first),
    second: sceneOf(owns.second),
    close: () => pair.close(),
  };

  async function interrupting(
    { killedAt, cutOffAt }: Interruption,
    work: () => Promise<RunOutcome>,
  ): Promise<RunOutcome> {
    let request = 0;
    living = [];
    let isDown = false;
    onRequest = () => {
      request += 1;
      if (request !== killedAt && request !== cutOffAt) return;
      isDown = true;
      if (request === killedAt) for (const process of living) process.kill();
      // What is dead sends nothing more, and gets no answer to what it has sent.
      follower.goDown();
    };
    const outcome = await work();
    onRequest = () => undefined;
    if (!isDown) return outcome;
    await delay(10);
    follower.comeBack();
    return { ...outcome, wasKilled: true };
  }
}
