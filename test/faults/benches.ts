// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from "node:timers/promises";
import { type ClusterPair, type PairOptions, startPair } from "../../sandbox/clusters";
import { memoryJournal } from "../../provider/lifecycle/claims/journal";
import { handlerProcess } from "../support/handler-process";
import { hostProcess } from "../support/host-process";
import { manualClock } from "../support/manual-clock";
import { onQuietPort } from "../support/quiet-port";
import { onRefusedHere, refusedForAMoment } from "../support/refused-connection";
import { type Bench, makeBench } from "./bench";
import type { Scenario } from "./scenario";

/** The limit of a request where nothing else is said. */
const requestTimeout = 75_000;

/** Waits of the clusters themselves that would be long in real time. */
const hurried = { laterWrite: 300, refresh: 100, afterOutage: 300 };

/** Everything in this process, on a clock that only the handler and the clusters move. */
export function benchInProcess(scenario: Scenario): Promise<Bench> {
  return benchBehind("dynamic", scenario);
}

/** The same behind the plugin's door. */
export function benchBehindPlugin(scenario: Scenario): Promise<Bench> {
  return benchBehind("plugin", scenario);
}

async function benchBehind(door: "dynamic" | "plugin", { pace = {} }: Scenario): Promise<Bench> {
  const clock = manualClock();
  return makeBench({
    pair: await quietPair({ clock, pace }),
    shortRequestTimeout: "150ms",
    onRefused: onRefusedHere,
    onSilence: () => clock.advance(requestTimeout),
    newProcess: (settings, onEnd) =>
      handlerProcess({
        ...{ clock, settings, onEnd, door },
        journal: memoryJournal([], "default"),
      }),
    pass(milliseconds) {
      clock.advance(milliseconds);
      return Promise.resolve();
    },
  });
}

/** The SDK's real provider process, in real time, with clusters that hurry. */
export async function benchWithHost({ pace = {} }: Scenario): Promise<Bench> {
  return makeBench({
    pair: await quietPair({ pace: { ...hurried, ...pace } }),
    shortRequestTimeout: "1500ms",
    onRefused: refusedForAMoment(700),
    onSilence: () => undefined,
    newProcess: (settings, onEnd) => hostProcess({ settings, onEnd }),
    pass: (milliseconds) => delay(Math.min(milliseconds, 800)),
  });
}

function quietPair(options: PairOptions): Promise<ClusterPair> {
  return onQuietPort((followerPort) => startPair({ ...options, followerPort }));
}
