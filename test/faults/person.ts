// SPDX-License-Identifier: Apache-2.0
import { ask } from "../support/ask";
import type { ProxiedCall } from "../support/fault-proxy";
import { type Bench, type BenchRun, outside } from "./bench";
import { demand } from "./expectations";
import type { Run, Scenario } from "./scenario";
import { names, settingsOf, standings } from "./standing";

const document = (name: string): string => `/${name}/_doc/a-persons-own`;

/** A person fails over by hand: stops whatever is there, and writes. Tells which indexes have taken the document. */
export async function promoteAndWrite(
  bench: Bench,
  indexes: readonly string[] = names,
): Promise<string[]> {
  const { follower } = bench.pair;
  const written: string[] = [];
  for (const name of indexes) {
    await ask(follower, "POST", `/_plugins/_replication/${name}/_stop`, {});
    // A stop in the middle of the copy takes the index away soon; a write would then make another one.
    await bench.pass(1_000);
    if (!follower.hasIndex(name)) continue;
    const write = () => ask(follower, "PUT", document(name), { mine: true });
    let { status } = await write();
    if (status === 403) {
      await liftFence(follower, name);
      ({ status } = await write());
    }
    if (status < 300) written.push(name);
  }
  return written;
}

/** Allows writes to an index whose fence a killed run has left, as the sentence about it says. */
export async function liftFence(follower: Bench["pair"]["follower"], name: string): Promise<void> {
  await ask(follower, "PUT", `/${name}/_settings`, { "index.blocks.write": null });
}

/** What a person wrote is there, unless the program consents to its loss. */
export async function requireDocuments(
  { pair }: Bench,
  run: Run,
  written: readonly string[],
): Promise<void> {
  for (const name of written) {
    const isConsented =
      run.kind === "up" &&
      Object.values(run.program).some(
        ({ index, ifIndexExists }) => index === name && ifIndexExists === "overwrite",
      );
    if (isConsented) continue;
    const { status } = await ask(pair.follower, "GET", document(name));
    demand(status === 200, `data loss: what a person wrote to "${name}" is gone`);
  }
}

/** A run that succeeds has brought about what it is for; one that refuses says of which index. */
export async function requireDoneOrNamed(
  bench: Bench,
  { follows, paused = [] }: Scenario,
  run: Run,
  { failure, steps }: BenchRun,
): Promise<void> {
  if (failure !== undefined) {
    const isNamed = names.some((name) => failure.includes(`"${name}"`));
    return demand(isNamed, `a failure that names no index: ${failure}`);
  }
  if (run.kind !== "up") return;
  // What is the same in the program is not looked at without --refresh.
  const acted = Object.entries(run.program).filter(([name]) => !steps.includes(`same ${name}`));
  const declared = new Set(acted.map(([, { index }]) => index));
  for (const { name, status, leaderIndex } of await standings(bench)) {
    if (!declared.has(name)) continue;
    const wanted = paused.includes(name) ? "PAUSED" : "SYNCING";
    const isRight = status === wanted && leaderIndex === follows[name];
    demand(isRight, `up succeeds, and "${name}" is ${status ?? "not replicated"}`);
  }
}

/** The index that a run has stopped, and not deleted, before it ended; nobody may delete it but a person. */
export function leftStopped(calls: readonly ProxiedCall[]): string | undefined {
  const isDone = (method: string, path: string) => (one: ProxiedCall) =>
    one.method === method && one.path === path && one.status === 200;
  return names.find((name) => {
    const stop = isDone("POST", `/_plugins/_replication/${name}/_stop`);
    const remove = isDone("DELETE", `/${name}`);
    return calls.some(stop) && !calls.some(remove);
  });
}

/** Deletes an index by hand, as the refusal to do so says, which also tells of the fence that a killed run has left. */
export async function deleteByHand(bench: Bench, name: string, refusal: string): Promise<void> {
  const { "index.blocks.write": fence } = await settingsOf(bench, name);
  const isFenceTold = refusal.includes(`PUT /${name}/_settings`);
  demand(fence !== "true" || isFenceTold, `a fence that is left is not told: ${refusal}`);
  await outside(bench, "DELETE", `/${name}`);
}
