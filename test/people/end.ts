// SPDX-License-Identifier: Apache-2.0
import { leftOver } from "./left-over";
import type { Others } from "./others";
import type { Scene } from "./scene";
import { statusOf } from "./things";

/** Destroys everything, by hand what may be refused, and says what is left of it. */
export async function endFault(
  scene: Scene,
  others: Others,
  isEasy: boolean,
): Promise<string | undefined> {
  const { engine, own } = scene;
  engine.unprotect();
  await removeByHand(scene, others);
  const isOrdered = connectionsGoLast(scene);
  const { failure } = await engine.destroy();
  scene.pass();
  if (failure !== undefined) {
    if (isEasy && isOrdered) return `the destroy fails: ${failure}`;
    // What a destroy does not delete, since somebody may have written to it.
    for (const { inputs } of [...engine.resources.values(), ...engine.toDelete])
      if (inputs["onDestroy"] === "deleteIndex")
        await deleteStopped(scene, others, inputs["index"]);
    await stopLogs(scene);
    const again = await engine.destroy();
    scene.pass();
    if (again.failure !== undefined) return `the destroy fails for good: ${again.failure}`;
  }
  const left = [...engine.resources.keys(), ...engine.toDelete.map(({ name }) => name)];
  if (left.length > 0) return `the state still has ${left.join()}`;
  const running = await leftOver(scene, [], others.nobodys);
  if (running !== undefined) return `after the destroy ${running}`;
  for (const index of own.indexes) {
    if (!scene.pair.follower.hasIndex(index)) continue;
    const isWritten = await scene.asked("PUT", `/${index}/_doc/probe`, { probe: true });
    if (isWritten !== undefined || others.nobodys.has(`replication ${index}`)) continue;
    if (!(await others.isFencedByKilled(index))) return `after the destroy "${index}" is blocked`;
  }
  return undefined;
}

/** Whether whatever goes over a connection of the state depends on it; else it may be deleted first. */
function connectionsGoLast({ engine }: Scene): boolean {
  const saved = [...engine.resources.values(), ...engine.toDelete];
  return saved.every(({ name, inputs }) =>
    saved.every(
      (other) =>
        inputs["alias"] === undefined ||
        other.inputs["leaderAlias"] !== inputs["alias"] ||
        other.propertyDependencies["leaderAlias"]?.includes(name) === true,
    ),
  );
}

/** What is in no state, and would keep a connection in use. */
async function removeByHand(scene: Scene, { nobodys }: Others): Promise<void> {
  for (const key of nobodys) {
    const [, rule, alias] = /^rule (.*) over (.*)$/.exec(key) ?? [];
    if (rule === undefined) continue;
    const named = { name: rule, leader_alias: alias };
    await scene.asked("DELETE", "/_plugins/_replication/_autofollow", named);
    await stopLogs(scene);
  }
  for (const key of nobodys) {
    const [, index] = /^replication (.*)$/.exec(key) ?? [];
    if (index !== undefined) await stop(scene, index);
  }
}

async function stopLogs(scene: Scene): Promise<void> {
  for (const index of scene.own.indexes) if (index.startsWith("logs-")) await stop(scene, index);
}

async function stop(scene: Scene, index: string): Promise<void> {
  await scene.asked("POST", `/_plugins/_replication/${index}/_stop`, {});
}

async function deleteStopped(scene: Scene, others: Others, index: unknown): Promise<void> {
  if (typeof index !== "string" || (await statusOf(scene, index)).status !== "nothing") return;
  await others.touch("delete", index);
}
