// SPDX-License-Identifier: Apache-2.0
import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { stopAllDetached } from "../clusters/detached";
import { getEngine } from "../pulumi";
import { changedSomething, say } from "../stack/showing";
import { prepareStack, type Stack } from "../stack/stack";
import { type InterruptibleCli, interruptibleCli } from "./interruptible-cli";
import { type StackFacts, stackFacts } from "./stack-facts";
import { clustersFolder, holdsRealStack, type Target, targetOf } from "./target";

const root = resolve(__dirname, "../..");
const { CLUSTER_STACK_FOLDER: given } = process.env;
const directory = given === undefined ? join(root, ".sandbox", "cluster-stack") : resolve(given);
const again = "npm run cluster-stack -- destroy";

async function main(args: readonly string[]): Promise<void> {
  const unknown = args.filter((arg) => !["--keep", "destroy"].includes(arg));
  if (unknown.length > 0) {
    throw new Error(
      `Unknown: ${unknown.join(" ")}. Usage: npm run cluster-stack [-- --keep | destroy]`,
    );
  }
  if (args.includes("destroy")) return destroyKept();
  const target = targetOf(process.env, directory);
  if (holdsRealStack(directory)) {
    throw new Error(`A stack from an earlier run still exists: ${again}`);
  }
  await removeAll();
  const stack = await newStack();
  const cli = interruptibleCli(stack);
  say(`Clusters: ${target.about}.`);
  let isKept = !target.isEmulated;
  try {
    await walkThrough(cli, stack, target, args.includes("--keep"));
    isKept = args.includes("--keep");
  } catch (error) {
    if (isKept) say(`What was created still exists. To remove it: ${again}`);
    throw cli.isInterrupted ? new Error("Interrupted.", { cause: error }) : error;
  } finally {
    if (!isKept) await removeAll();
  }
}

async function newStack(): Promise<Stack> {
  const engine = await getEngine({ log: say });
  say(`Engine: Pulumi ${engine.version} (${engine.origin}).`);
  return prepareStack({
    engine,
    directory,
    main: join(root, "examples", "cluster-stack"),
    project: "opensearch-cluster-stack",
  });
}

async function walkThrough(
  cli: InterruptibleCli,
  stack: Stack,
  { config, secret, isEmulated }: Target,
  keep: boolean,
): Promise<void> {
  const pulumi = (...args: string[]): Promise<string> => cli.pulumi(...args);
  await pulumi("stack", "init", "cluster-stack");
  for (const [key, value] of Object.entries(config)) await pulumi("config", "set", key, value);
  for (const [key, value] of Object.entries(secret)) {
    // Not shown.
    await stack.run(["config", "set", "--secret", key, value]);
  }
  await pulumi("preview");
  await pulumi("up", "--yes", "--skip-preview");
  const second = await pulumi("up", "--yes", "--skip-preview");
  await pulumi("refresh", "--yes", "--skip-preview");
  const facts = await stackFacts(stack);
  const isUnchanged = !changedSomething(second);
  if (!keep) await pulumi("destroy", "--yes", "--skip-preview");
  say(summary(facts, isUnchanged));
  say(keep ? keptText(facts, stack, isEmulated) : doneText(isEmulated));
  if (!isUnchanged || !facts.replications.every(({ isFlowing }) => isFlowing)) process.exitCode = 1;
}

function summary({ notice, replications }: StackFacts, isUnchanged: boolean): string {
  const lines = replications.map(
    ({ index, status, checkpoints, documents }) =>
      `Follower "${index}": ${status}, checkpoint ${checkpoints}, ${documents} documents.`,
  );
  return [
    "",
    `Clusters: ${notice}.`,
    `The second up: ${isUnchanged ? "no changes" : "UNEXPECTED CHANGES"}.`,
    ...lines,
  ].join("\n");
}

function keptText(
  { followerUrl, username, replications }: StackFacts,
  { environment }: Stack,
  isEmulated: boolean,
): string {
  const names = ["PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE", "PULUMI_HOME"];
  const variables = names.map((name) => `${name}=${environment[name]}`).join(" ");
  return [
    `It keeps running; try: curl -u ${username} ${followerUrl}/_plugins/_replication/${replications[0]?.index}/_status`,
    `The password: ${variables} pulumi -C ${directory} stack output password --show-secrets`,
    `To remove everything: ${again}${isEmulated ? " (the emulated clusters stop by themselves after 8 hours)" : ""}`,
  ].join("\n");
}

function doneText(isEmulated: boolean): string {
  const gone = isEmulated ? ", and the emulated clusters are gone" : "; the follower indexes stay";
  return `\`pulumi destroy\` has now removed everything${gone}. To look around: npm run cluster-stack -- --keep. To start your own stack: copy ${join("examples", "cluster-stack")}.`;
}

async function destroyKept(): Promise<void> {
  if (!existsSync(directory)) return say("There is nothing to destroy.");
  const isReal = holdsRealStack(directory);
  try {
    await interruptibleCli(await newStack()).pulumi("destroy", "--yes", "--skip-preview");
  } catch (error) {
    // Emulated clusters may have ended before their stack.
    if (isReal) throw error;
  }
  await removeAll();
}

/** Ends what is still running, and removes the stack. */
async function removeAll(): Promise<void> {
  await stopAllDetached(clustersFolder(directory));
  rmSync(directory, { recursive: true, force: true });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
