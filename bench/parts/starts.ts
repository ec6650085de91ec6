// SPDX-License-Identifier: Apache-2.0
import { providerText } from "../../provider/pulumi/one-line-provider";
import { connect, startPair } from "../../sandbox/clusters";
import { startProviderHost } from "../../test/support/provider-host";
import { timeOf } from "../time";
import { type Measured, ours } from "../measured";

const number = 24;

/** Replications made at once, with the default number of starts in flight and one by one. */
export async function measureStarts(): Promise<Measured[]> {
  const six = await timeWith({});
  const one = await timeWith({ "opensearch:startsInFlight": "1" });
  const what = `${number} creates at once that wait until caught up, six starts in flight`;
  return [{ what, figures: { ms: { [ours]: six, "one at a time": one } } }];
}

async function timeWith(settings: Record<string, string>): Promise<number> {
  const pair = await startPair();
  pair.leader.addIndex("orders", 10);
  await connect(pair, "leader");
  const host = await startProviderHost();
  try {
    await host.configure({ "opensearch:url": pair.follower.url, ...settings });
    const names = Array.from({ length: number }, (_, at) => `copy-${at}`);
    return await timeOf(() =>
      Promise.all(
        names.map(async (index) => {
          const __provider = providerText("startedReplication");
          const news = { __provider, index, leaderIndex: "orders", leaderAlias: "leader" };
          return host.create((await host.check({}, news)).inputs);
        }),
      ),
    );
  } finally {
    await host.close();
    await pair.close();
  }
}
