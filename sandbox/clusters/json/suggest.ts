// SPDX-License-Identifier: Apache-2.0

const distance = (left: string, right: string): number => {
  let row = Array.from({ length: right.length + 1 }, (_, i) => i);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[right.length] ?? 0;
};

/** Edit distance as a likeness between 0 and 1, the measure behind every "did you mean". */
const likeness = (left: string, right: string): number =>
  1 - distance(left, right) / Math.max(left.length, right.length, 1);

/**
 * The "did you mean" that follows an unknown word, or nothing. The server asks for more likeness
 * (0.7) among settings than among parameters and fields (0.5), where names are few.
 */
export const didYouMean = (word: string, known: Iterable<string>, least: number): string => {
  const alike = [...known]
    .map((name) => ({ name, score: likeness(word, name) }))
    .filter(({ score }) => score > least)
    .sort((a, b) => b.score - a.score)
    .map(({ name }) => name);
  if (alike.length === 0) return "";
  const list = alike.length === 1 ? `[${alike[0] ?? ""}]` : `any of [${alike.join(", ")}]`;
  return `did you mean ${list}?`;
};
