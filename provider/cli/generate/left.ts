// SPDX-License-Identifier: Apache-2.0
import type { Left } from "./plan";

const why: Record<Left["why"], string> = {
  status: "it does not run",
  unknown: "whether it runs cannot be told while its leader does not answer; generate again then",
  noLeader: "its leader could not be read",
  noConnection: "its connection is not set in the cluster's settings",
  ofRule: "a rule whose connection this release does not tell",
};

/** What is not declared, as lines of a comment; none where that is nothing. */
export function leftLines(comment: string, left: readonly Left[]): string[] {
  const lines = left.map(({ what, why: code, detail }) => {
    const more = detail === "" ? "" : ` (${detail.replace(/\s+/g, " ")})`;
    return `${comment}   ${what}: ${why[code]}${more}`;
  });
  return lines.length === 0 ? [] : [`${comment} Not declared:`, ...lines];
}
