// SPDX-License-Identifier: Apache-2.0
import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { getEngine } from "../pulumi";
import { followerFacts } from "../stack/follower-facts";
import { changedSomething, say, showing } from "../stack/showing";
import { prepareStack, type Stack } from "../stack/stack";
import { openTarget, type Target } from "./target";

const root = resolve(__dirname, "../..");
const directory = join(root, ".sandbox", "quickstart");

async function main(args: readonly string[]): Promise<void> {
  const unknown = args.filter((arg) => !["--keep", "destroy"].includes(arg));
  if (unknown.length > 0) {
    throw new Error(
      `Unknown: ${unknown.join(" ")}. Usage: npm run quickstart [-- --keep | destroy]`,
    );
  }
  const engine = await getEngine({ log: say });
  say(`Engine: Pulumi ${engine.version} (${engine.origin}).`);
  const target = await openTarget(process.env);
  try {
    say(`Clusters: ${target.about}.`);
    if (args.includes("destroy")) await destroyOnly(stackFor(target, engine));
    else await walkThrough(stackFor(target, engine, true), target, args.includes("--keep"));
  } finally {
    await target.close();
  }
}

function stackFor(
  target: Target,
  engine: Parameters<typeof prepareStack>[0]["engine"],
  afresh = false,
): Stack {
  if (afresh) {
    if (!target.isEmulated && existsSync(directory)) {
      throw new Error("A stack from an earlier run still exists: npm run quickstart -- destroy");
    }
    rmSync(directory, { recursive: true, force: true });
  }
  return prepareStack({
    engine,
    directory,
    main: join(root, "examples", "quickstart"),
    project: "opensearch-replication-quickstart",
    environment: { OPENSEARCH_URL: target.url },
  });
}

async function walkThrough(stack: Stack, target: Target, keep: boolean): Promise<void> {
  await pulumi(stack, "stack", "init", "quickstart");
  for (const name of ["index", "leaderAlias", "leaderIndex"] as const) {
    await pulumi(stack, "config", "set", name, target[name]);
  }
  for (const [role, name] of Object.entries<string>({ ...target.useRoles })) {
    await pulumi(stack, "config", "set", "--path", `useRoles.${role}`, name);
  }
  await pulumi(stack, "preview");
  await pulumi(stack, "up", "--yes", "--skip-preview");
  const second = await pulumi(stack, "up", "--yes", "--skip-preview");
  await pulumi(stack, "refresh", "--yes", "--skip-preview");
  const facts = await followerFacts({ url: target.url }, target.index, target.leaderDocuments);
  const isUnchanged = !changedSomething(second);
  const summary = [
    "",
    `The second up: ${isUnchanged ? "no changes" : "UNEXPECTED CHANGES"}.`,
    `Follower "${target.index}": ${facts.status}, checkpoint ${facts.checkpoints}, ${facts.documents} documents${target.leaderDocuments === undefined ? "" : ` (the leader has ${target.leaderDocuments})`}.`,
    `acknowledged: ${await acknowledged(stack)}`,
  ];
  if (keep) await keepRunning(stack, target, summary);
  else await cleanUp(stack, summary);
  if (!isUnchanged) process.exitCode = 1;
}

async function acknowledged(stack: Stack): Promise<string> {
  const { output } = await stack.run(["stack", "output", "acknowledged", "--non-interactive"]);
  return output.trim();
}

async function keepRunning(stack: Stack, target: Target, summary: string[]): Promise<void> {
  say(summary.join("\n"));
  if (!target.isEmulated) {
    say("It keeps replicating. To stop it: npm run quickstart -- destroy (the index stays).");
    return;
  }
  say(
    `The emulated pair runs until ctrl-C; try: curl ${target.url}/_plugins/_replication/${target.index}/_status`,
  );
  await new Promise<void>((stop) => process.once("SIGINT", stop));
  rmSync(stack.directory, { recursive: true, force: true });
}

async function cleanUp(stack: Stack, summary: string[]): Promise<void> {
  await destroyOnly(stack);
  say(summary.join("\n"));
  say(
    `\`pulumi destroy\` has now stopped the replication and kept the index. To look around: npm run quickstart -- --keep. To continue with your own clusters: set OPENSEARCH_URL, LEADER_ALIAS and LEADER_INDEX, or copy ${join("examples", "quickstart")}.`,
  );
}

async function destroyOnly(stack: Stack): Promise<void> {
  await pulumi(stack, "destroy", "--yes", "--skip-preview");
  rmSync(stack.directory, { recursive: true, force: true });
}

function pulumi(stack: Stack, ...args: string[]): Promise<string> {
  return showing(stack, args);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
