// SPDX-License-Identifier: Apache-2.0
import type { ReplicatedIndex } from "./args";

/** An index of the list, with the name of its follower and what it says for itself. */
export interface PlannedIndex {
  readonly leaderIndex: string;
  readonly own: ReplicatedIndex & { readonly index: string };
}

/** Names the follower of each index. No two resources, and no two followers, may have one name. */
export function planIndexes(
  listed: readonly (string | ReplicatedIndex)[],
  rename: (leaderIndex: string) => string = (leaderIndex) => leaderIndex,
): { readonly indexes: readonly PlannedIndex[] } | { readonly problems: readonly string[] } {
  const indexes = listed.map((entry): PlannedIndex => {
    const given = typeof entry === "string" ? { leaderIndex: entry } : entry;
    const { leaderIndex, index = rename(leaderIndex) } = given;
    return { leaderIndex, own: { ...given, index } };
  });
  const problems = [
    ...indexes
      .filter(({ own }) => typeof own.index !== "string")
      .map(({ leaderIndex }) => `rename returns no name for leader index "${leaderIndex}"`),
    ...twice(indexes.map(({ leaderIndex }) => leaderIndex)).map(
      (name) =>
        `indexes lists leader index "${name}" more than once; for a second copy, add a StartedReplication`,
    ),
    ...twice(indexes.map(({ own }) => own.index)).flatMap((name) => {
      const leaders = indexes
        .filter(({ own }) => own.index === name)
        .map(({ leaderIndex }) => `"${leaderIndex}"`);
      // A leader that is listed twice has been named already.
      if (new Set(leaders).size === 1) return [];
      return `indexes gives ${leaders.join(" and ")} the same follower, "${name}"; give one of them another \`index\`, or change \`rename\``;
    }),
  ];
  return problems.length === 0 ? { indexes } : { problems };
}

function twice(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
}
