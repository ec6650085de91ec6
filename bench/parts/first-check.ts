// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from "node:child_process";
import { providerText } from "../../provider/pulumi/one-line-provider";
import { startProviderHost } from "../../test/support/provider-host";
import { median, type Measured, ours } from "../measured";
import { timeOf } from "../time";
import { idleText } from "./idle-text";

const rounds = 7;
const inputs = { index: "copy", leaderIndex: "orders", leaderAlias: "leader" };

/** From the start of the SDK's provider process until a first check is answered, and what a program pays to load the package. */
export async function measureFirstCheck(): Promise<Measured[]> {
  const times: { ours: number[]; idle: number[] } = { ours: [], idle: [] };
  const loading: { package: number[]; sdk: number[] } = { package: [], sdk: [] };
  // In turns, so that both meet the same conditions.
  for (let round = 0; round < rounds; round++) {
    times.ours.push(await firstCheck(providerText("startedReplication")));
    times.idle.push(await firstCheck(idleText));
    const [sdk, own] = loadingTimes();
    loading.sdk.push(sdk);
    loading.package.push(own);
  }
  return [
    {
      what: `process start to the first answered check, median of ${rounds}`,
      figures: {
        ms: { [ours]: median(times.ours), "a provider that does nothing": median(times.idle) },
      },
    },
    {
      what: `loading the package in a program, after the SDK, median of ${rounds}`,
      figures: { ms: { [ours]: median(loading.package), "the SDK itself": median(loading.sdk) } },
    },
  ];
}

async function firstCheck(text: string): Promise<number> {
  let host: Awaited<ReturnType<typeof startProviderHost>> | undefined;
  try {
    return await timeOf(async () => {
      host = await startProviderHost();
      await host.configure({});
      await host.check({}, { ...inputs, __provider: text });
    });
  } finally {
    await host?.close();
  }
}

/** Milliseconds that a process of its own takes for the SDK, and then for the package. */
function loadingTimes(): [number, number] {
  const program = `
    const at = [performance.now()];
    for (const name of ["@pulumi/pulumi", "pulumi-opensearch-replication"]) {
      require(name);
      at.push(performance.now());
    }
    console.log(JSON.stringify([at[1] - at[0], at[2] - at[1]]));`;
  return JSON.parse(execFileSync(process.execPath, ["-e", program]).toString()) as [number, number];
}
