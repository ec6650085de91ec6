// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { rowFor } from "../provider/opensearch/answers/remedies/remedies";
import { failureOf, type Judged } from "../test/remedies/judged";
import { areas } from "../test/remedies/list";

export const troubleshootingFile = resolve(__dirname, "../docs/troubleshooting.md");

const introduction = `# Troubleshooting

A message says what was being done, on which host, what was answered, and what to try:

> Could not start replication of leader index "orders" over connection "eu" into follower index "copy" on
> https://search.example.com:9200: index_not_found_exception: no such index [orders] (HTTP 404). leaderIndex must
> exist on the leader cluster before the start; check its spelling and which cluster leaderAlias points to.

Below is what can be answered, what it means, and what helps. The page is made from the list that the tests hold the
messages to.`;

/** The page of all answers that are known, by area. */
export function troubleshooting(): string {
  const sections = areas.map(({ title, list }) =>
    [`## ${title}`, ...byRemedy(list).map(section)].join("\n\n"),
  );
  return [introduction, ...sections].join("\n\n");
}

interface Known {
  readonly cause: string;
  readonly said: string;
  readonly advice: string;
}

/** Answers that the same advice is given for, together. */
function byRemedy(list: readonly Judged[]): Known[][] {
  const groups = new Map<string, Known[]>();
  for (const judged of list) {
    const failure = failureOf(judged);
    const advice = rowFor(failure)?.advice ?? "";
    const said = judged.message
      .slice(0, judged.message.length - advice.length)
      .trim()
      .replace(/\.$/, "");
    const known = { cause: judged.cause, said, advice };
    const key = advice === "" ? judged.cause : advice;
    groups.set(key, [...(groups.get(key) ?? []), known]);
  }
  return [...groups.values()];
}

function section(group: readonly Known[]): string {
  const advice = group[0]?.advice ?? "";
  const lines = group.map(
    ({ cause, said }) => `- \`${said.replaceAll("`", "'")}\`\n  ${sentence(cause)}`,
  );
  return [lines.join("\n"), ...(advice === "" ? [] : [`  **Try:** ${advice}`])].join("\n\n");
}

function sentence(cause: string): string {
  const isName = /^[a-z]+[A-Z]/.test(cause);
  return `${isName ? cause.slice(0, 1) : cause.slice(0, 1).toUpperCase()}${cause.slice(1)}.`;
}

if (require.main === module) writeFileSync(troubleshootingFile, troubleshooting());
