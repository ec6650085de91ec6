// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { knownAnswers } from "../provider/opensearch/answers/known";
import type { KnownAnswer } from "../provider/opensearch/answers/known/known-answer";
import { sampleFailures, saidOf } from "./samples";

export const troubleshootingFile = resolve(__dirname, "../docs/troubleshooting.md");

const introduction = `# Troubleshooting

A message says what was being done, on which host, what was answered, and what to try:

\`\`\`text
Could not start replication of leader index "orders" over connection "eu" into follower index "copy" on https://search.example.com:9200:
  index_not_found_exception: no such index [orders] (HTTP 404).
  leaderIndex must exist on the leader cluster before the start; check its spelling and which cluster leaderAlias points to.
  See docs/troubleshooting.md#leader-index-missing
\`\`\`

Below is what can be answered, and what helps. The page is made from the
[table](../provider/opensearch/answers/known.ts) that the messages are made from.`;

/** The subjects as people look for them; the table has the narrower answers first. */
const subjects = [
  ...([
    "Starts",
    "Replications",
    "Half done",
    "Index settings",
    "Permissions",
    "Connections",
  ] as const),
  ...(["Auto-follow rules", "Blocks", "Sign-in", "Amazon's service", "TLS", "Proxies"] as const),
  "The network",
] as const satisfies readonly (keyof typeof knownAnswers)[];

/** The page of all answers that are known, by subject. */
export function troubleshooting(): string {
  const contents = subjects.map((subject) => {
    const links = Object.keys(knownAnswers[subject]).map((name) => linkTo(titleOf(name)));
    return `- ${linkTo(subject)}: ${links.join(", ")}`;
  });
  const sections = subjects.flatMap((subject) => [
    `## ${subject}`,
    ...Object.entries<KnownAnswer>(knownAnswers[subject]).map(section),
  ]);
  return [introduction, contents.join("\n"), ...sections].join("\n\n");
}

function section([name, row]: [string, KnownAnswer]): string {
  const said = new Set(sampleFailures(row).map(saidOf));
  const samples = [...said].map((one) => `- \`${one.replaceAll("`", "'")}\``);
  return [`### ${titleOf(name)}`, samples.join("\n"), inMarkdown(row.advice)].flat().join("\n\n");
}

/** Advice with `<index>` for a name, which is no tag. */
function inMarkdown(advice: string | undefined): string | never[] {
  return advice?.replaceAll("<", "\\<") ?? [];
}

/** `leaderIndexMissing` as “Leader index missing”. */
export function titleOf(name: string): string {
  const words = name
    .replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`)
    .replace(/\b(tls|http|aws|dns)\b/g, (word) => word.toUpperCase())
    .replace("k nn", "k-NN")
    .replace("opensearch", "OpenSearch");
  return /^k-/.test(words) ? words : words.charAt(0).toUpperCase() + words.slice(1);
}

function linkTo(heading: string): string {
  const anchor = heading.toLowerCase().replace(/'/g, "").replaceAll(" ", "-");
  return `[${heading}](#${anchor})`;
}

if (require.main === module) writeFileSync(troubleshootingFile, troubleshooting());
