// SPDX-License-Identifier: Apache-2.0
import { providerText } from "../../provider/pulumi/one-line-provider";
import { type ProviderHost, startProviderHost } from "../../test/support/provider-host";
import { type Measured, ours } from "../measured";
import { timeOf } from "../time";
import { idleText } from "./idle-text";

const rounds = 300;
const inputs = { index: "copy", leaderIndex: "orders", leaderAlias: "leader" };

/** Check and diff through the SDK's provider process; the engine makes these calls one after the other for the whole deployment. */
export async function measureCalls(): Promise<Measured[]> {
  const host = await startProviderHost();
  try {
    await host.configure({});
    const texts = { ours: providerText("startedReplication"), other: idleText };
    const times = { ours: 0, other: 0 };
    // In turns, so that both meet the same conditions; the first turn warms up.
    for (const turn of [0, 1, 2, 3]) {
      for (const [name, text] of Object.entries(texts) as [keyof typeof texts, string][]) {
        const took = await timeOf(() => checkAndDiff(host, text));
        if (turn > 0) times[name] += took;
      }
    }
    const figures = { [ours]: times.ours, "a provider that does nothing": times.other };
    return [{ what: `${rounds * 3} checks and diffs`, figures: { ms: figures } }];
  } finally {
    await host.close();
  }
}

async function checkAndDiff(host: ProviderHost, text: string): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const { inputs: checked } = await host.check({}, { ...inputs, __provider: text });
    await host.diff("copy", { ...checked, status: "SYNCING" }, checked);
  }
}
