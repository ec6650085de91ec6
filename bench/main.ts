// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { theEngine } from "../test/support/engine-stack";
import { measureBursts } from "./burst/burst";
import { type CommandLine, readCommandLine } from "./command-line";
import { makeContenders } from "./life/contenders";
import { measureLives } from "./life/life";
import { phases } from "./life/contender";
import { registeredProperties } from "./life/properties";
import { type Measured, slopes } from "./measured";
import { measureCalls } from "./parts/calls";
import { measureFirstCheck } from "./parts/first-check";
import { measureGate } from "./parts/gate";
import { measureStarts } from "./parts/starts";
import { measureText } from "./parts/text";
import { reported } from "./report";
import { measureSwitches } from "./switch/switch";

/** Of steps and whatever is no result; apart from these, so that `--json` alone can go on into a pipe. */
const say = (line: string): void => console.error(`… ${line}`);

async function main(): Promise<void> {
  const commandLine = readCommandLine(process.argv.slice(2));
  const { json } = commandLine;
  const begin = new Date();
  const { version } = await theEngine(say);
  const machine = {
    cores: availableParallelism(),
    node: process.version,
    pulumi: version,
    load: loadavg().map((load) => Number(load.toFixed(1))),
  };
  const show = json === "" ? () => undefined : (text: string): void => console.log(`\n${text}`);
  show(
    `Measured on ${begin.toISOString().slice(0, 16)}Z, ${machine.cores} cores at load ${machine.load[0]}, Node ${machine.node}, Pulumi ${version}. ` +
      "Only ratios mean anything: each is of figures of this one run, and the clusters are emulated unless it says otherwise.",
  );
  const measured: Measured[] = [];
  const take = (some: readonly Measured[]): void => {
    measured.push(...some);
    for (const one of some) show(reported(one));
  };
  const properties = commandLine.properties ?? (await registeredProperties());
  await measureAll(commandLine, properties, take);
  take(slopes(measured));
  const result = { measuredAt: begin.toISOString(), machine, properties, measured };
  const text = `${JSON.stringify(result, null, 2)}\n`;
  if (json === "") process.stdout.write(text);
  else if (json !== undefined) writeFileSync(json, text);
}

async function measureAll(
  { sizes, bursts, indexes, only, beside, parallel }: CommandLine,
  properties: number,
  take: (some: readonly Measured[]) => void,
): Promise<void> {
  if (only.has("first")) {
    say("the first check of new provider processes; up to 30 s…");
    take(await measureFirstCheck());
  }
  if (only.has("parts")) {
    say("text, calls, starts and gate, without the engine; up to 2 min…");
    for (const measure of [measureText, measureCalls, measureStarts, measureGate])
      take(await measure());
  }
  for (const size of phases.some((phase) => only.has(phase)) ? sizes : []) {
    const contenders = await makeContenders({ size, beside, properties, parallel, say });
    try {
      await measureLives({ contenders, size, wanted: only, say, take });
    } finally {
      for (const contender of contenders) await contender.close();
    }
  }
  if (only.has("burst")) await measureBursts({ sizes: bursts, properties, say, take });
  if (only.has("switch")) await measureSwitches({ sizes: indexes, parallel, say, take });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
