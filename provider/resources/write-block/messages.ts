// SPDX-License-Identifier: Apache-2.0
import { onHost } from "../../replication/promote/messages";
import type { WriteElsewhere } from "../../opensearch/api/switch/write-needs";

export function blockedSentence(indexes: readonly string[]): string {
  return `Writes are blocked: ${indexes.join(", ")}.`;
}

/** An index that followed when it was last read, and is open now. */
export function openedOutside(index: string): string {
  return `Index "${index}" was promoted outside of this program: its replication was stopped, and it takes writes. Its writes are not blocked, since an application may have moved to it. Declare it as it is (\`active\` of the pair, or \`blocked: false\`), or stop that application and replace this resource to block it.`;
}

/** A rollover has led an alias to an index that nobody has declared. */
export function writesGoElsewhere({ alias, index }: WriteElsewhere): string {
  return `Alias "${alias}" writes to index "${index}", which is not among the indexes: what is written there would neither be blocked nor be on the other site. Add "${index}" to the indexes, let it be copied, and run again.`;
}

/** The other site would be without a copy after the switch. */
export function notConnected(alias: string, host: string): string {
  return `Connection "${alias}" of ${host} is not connected: what is blocked here could not follow the other site. Mend the connection and run again; nothing was blocked.`;
}

export function notThere(indexes: readonly string[]): string {
  return `There is no index ${indexes.map((index) => `"${index}"`).join(", ")}: nothing is blocked under that name.`;
}

export function stillBlocked(index: string): string {
  return `Writes to index "${index}" stay blocked: something else has set that block. To allow them, set index.blocks.write to null (PUT /${index}/_settings).`;
}

/** Another resource of the program is declared to block them; a renamed one is another. */
export function leftToAnother(indexes: readonly string[]): string {
  return `The block of ${indexes.join(", ")} stays, since another resource of the program is declared to block that too. It has not set the block, and so does not lift it: if it is this one under another name, give it the option \`aliases\` with the old name before you rename it; else lift the block by hand once it is to go (index.blocks.write and action.auto_create_index set to null).`;
}

export function deferredBlock(host: string, indexes: readonly string[], cause: string): string {
  return `${host} cannot be reached (${cause}): ${indexes.join(", ")} may still be written to there. As whenUnreachable allows, the block is put off until an \`up\` reaches it.`;
}

export function planToBlock(
  indexes: readonly string[],
  blocked: boolean,
  host: string | undefined,
): string {
  const where = onHost(host);
  const what = indexes.map((index) => `"${index}"`).join(", ");
  return blocked
    ? `\`pulumi up\` blocks writes to ${what}${where}, except to indexes that follow.`
    : `\`pulumi up\` allows writes to ${what}${where} again, as far as this resource has blocked them.`;
}

export function namesNotClosed(indexes: readonly string[]): string {
  return `The names ${indexes.join(", ")} cannot be closed to automatic creation: this user needs the permissions cluster:monitor/state and cluster:admin/settings/update. An application that still writes here may make an index anew in the moment between its deletion and its copy; that is noticed, and said.`;
}
