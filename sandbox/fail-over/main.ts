// SPDX-License-Identifier: Apache-2.0
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { getEngine } from "../pulumi";
import { changedSomething, say, showing } from "../stack/showing";
import { prepareStack, type Stack } from "../stack/stack";
import { type DrillSite, type DrillTarget, openDrill } from "./target";
import { Writer } from "./writer";

const root = resolve(__dirname, "../..");
const directory = join(root, ".sandbox", "fail-over");
const index = "fail-over-drill";
const up = ["up", "--yes", "--skip-preview"] as const;

async function main(): Promise<void> {
  const engine = await getEngine({ log: say });
  const target = await openDrill(process.env);
  rmSync(directory, { recursive: true, force: true });
  const stack = prepareStack({
    engine,
    directory,
    main: join(root, "examples", "two-sites"),
    project: "opensearch-replication-two-sites",
  });
  try {
    say(`Engine: Pulumi ${engine.version} (${engine.origin}).`);
    say(`Clusters: ${target.about}.`);
    await drill(stack, target);
    await showing(stack, ["destroy", "--yes", "--skip-preview"]);
  } finally {
    for (const { url } of [target.eu, target.us]) await request(url, "DELETE", `/${index}`);
    await target.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function drill(stack: Stack, target: DrillTarget): Promise<void> {
  const { eu, us, outage } = target;
  const results: string[] = [];
  await configure(stack, target);
  await request(eu.url, "PUT", `/${index}`, { settings: { number_of_replicas: 0 } });
  const writer = new Writer([eu, us], index);
  writer.start();
  const check = async (what: string, active: DrillSite): Promise<void> => {
    await writer.stop();
    results.push(`${what}: ${await compared(writer, active)}`);
    writer.start();
  };
  try {
    await activate(stack, "eu");
    const steady = await showing(stack, [...up]);
    results.push(`A second up: ${changedSomething(steady) ? "CHANGES" : "no changes"}.`);
    await activate(stack, "us");
    await check("Planned switch to us", us);
    await activate(stack, "eu");
    await check("Back to eu", eu);
    if (outage === undefined) {
      results.push("Disaster: take a site down by hand, then set whenUnreachable to defer.");
      return;
    }
    // What has not arrived when a site is lost is on that site only; here, all has.
    await writer.stop();
    await delay(15_000);
    outage.down();
    await showing(stack, ["config", "set", "whenUnreachable", "defer"]);
    await activate(stack, "us");
    writer.start();
    await delay(1_000);
    await check("Disaster, eu is lost", us);
    outage.up();
    await showing(stack, [...up]);
    await check("eu is there again, and follows", us);
    await activate(stack, "eu");
    await check("Back to eu", eu);
  } finally {
    await writer.stop();
    say(["", "The drill:", ...results.map((line) => `- ${line}`), ...gapsOf(writer)].join("\n"));
    if (results.some((line) => /MISSING|CHANGES/.test(line))) process.exitCode = 1;
  }
}

async function configure(stack: Stack, { eu, us }: DrillTarget): Promise<void> {
  await showing(stack, ["stack", "init", "drill"]);
  for (const { name, url, seed } of [eu, us]) {
    await showing(stack, ["config", "set", "--path", `${name}.url`, url]);
    await showing(stack, ["config", "set", "--path", `${name}.seeds[0]`, seed]);
  }
  await showing(stack, ["config", "set", "--path", "indexes[0]", index]);
}

async function activate(stack: Stack, site: string): Promise<void> {
  await showing(stack, ["config", "set", "active", site]);
  await showing(stack, [...up]);
}

/** Compares what was acknowledged with what stands on the active site, one document by one. */
async function compared({ acknowledged }: Writer, { url, name }: DrillSite): Promise<string> {
  await request(url, "POST", `/${index}/_refresh`);
  const missing: string[] = [];
  for (const id of acknowledged) {
    const { status } = await request(url, "GET", `/${index}/_doc/${id}`);
    if (status !== 200) missing.push(id);
  }
  const all = `${acknowledged.size} documents acknowledged`;
  return missing.length === 0
    ? `${all}, all of them on ${name}.`
    : `${all}, ${missing.length} MISSING on ${name}: ${missing.slice(0, 10).join(", ")}.`;
}

function gapsOf({ gaps }: Writer): string[] {
  return gaps.map(
    ({ from, to, milliseconds }) =>
      `- Between the last write that ${from} took and the first that ${to} took: ${milliseconds} ms.`,
  );
}

async function request(
  url: string,
  method: string,
  path: string,
  body?: object,
): Promise<{ readonly status: number }> {
  const response = await fetch(`${url}${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  await response.arrayBuffer();
  return response;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
