// SPDX-License-Identifier: Apache-2.0
import { providerText } from "../../provider/pulumi/one-line-provider";
import { semaphore } from "../../provider/waiting/semaphore";
import { connect, startPair } from "../../sandbox/clusters";
import { type ProviderHost, startProviderHost } from "../../test/support/provider-host";
import { timeOf } from "../time";
import { type Measured, ours } from "../measured";

const number = 40;

/** What the engine runs at a time on two cores. */
const places = 8;

/** How long each copy of the files takes, in milliseconds. */
const copy = 2_000;

/** Replications that are done when acknowledged, and a gate that waits for all, to replications that each wait in a place of the engine's. */
export async function measureGate(): Promise<Measured[]> {
  const behind = await timeWith("acknowledged");
  const alone = await timeWith("caughtUp");
  const what = `${number} copies of ${copy / 1_000} s each with ${places} places in the engine, behind one gate`;
  return [{ what, figures: { ms: { [ours]: behind, "each waiting by itself": alone } } }];
}

async function timeWith(waitFor: "acknowledged" | "caughtUp"): Promise<number> {
  const pair = await startPair({ pace: { copy } });
  pair.leader.addIndex("orders", 10);
  await connect(pair, "leader");
  const host = await startProviderHost();
  try {
    await host.configure({ "opensearch:url": pair.follower.url });
    const names = Array.from({ length: number }, (_, at) => `copy-${at}`);
    const place = semaphore(places);
    return await timeOf(async () => {
      await Promise.all(
        names.map((index) =>
          place(() =>
            create(host, "startedReplication", {
              index,
              waitFor,
              leaderIndex: "orders",
              leaderAlias: "leader",
            }),
          ),
        ),
      );
      const replications = names.map((index) => ({ index }));
      if (waitFor === "acknowledged") await create(host, "replicationGate", { replications });
    });
  } finally {
    await host.close();
    await pair.close();
  }
}

async function create(
  host: ProviderHost,
  handler: "startedReplication" | "replicationGate",
  inputs: Record<string, unknown>,
): Promise<void> {
  const news = { __provider: providerText(handler), ...inputs };
  await host.create((await host.check({}, news)).inputs);
}
