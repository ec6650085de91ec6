// SPDX-License-Identifier: Apache-2.0
import type { Scene } from "./scene";
import { connectionKeys, rules, statusOf, type Thing } from "./things";

/** What runs on the follower although it is neither declared nor others'. */
export async function leftOver(
  scene: Scene,
  declared: readonly Thing[],
  nobodys: ReadonlySet<string>,
): Promise<string | undefined> {
  const isRuled =
    declared.some(({ kind }) => kind === "rule") ||
    [...nobodys].some((key) => key.startsWith("rule "));
  const { own } = scene;
  for (const index of own.indexes) {
    const isWanted = declared.some((one) => one.kind === "replication" && one.index === index);
    if (isWanted || nobodys.has(`replication ${index}`)) continue;
    if (isRuled && index.startsWith("logs-")) continue;
    const { status, leaderIndex } = await statusOf(scene, index);
    if (status !== "nothing") return `"${index}" is left ${status} of ${leaderIndex}`;
  }
  for (const [alias, key] of await connectionKeys(scene)) {
    const isWanted = declared.some((one) => one.kind === "connection" && one.alias === alias);
    if (isWanted || !own.aliases.includes(alias) || nobodys.has(`connection ${alias}`)) continue;
    return `the connection "${alias}" is left with ${key}`;
  }
  for (const { name } of await rules(scene)) {
    if (isRuled || !own.rules.includes(name)) continue;
    return `the rule "${name}" is left`;
  }
  return undefined;
}
