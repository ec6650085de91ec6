// SPDX-License-Identifier: Apache-2.0
import { unbreakable } from "../text/foreign";
import { OpenSearchError } from "./errors";

/**
 * An error as a door shows it, in lines: what was being done, what was answered, what to try, sentence by
 * sentence, and its place in the docs. Further in, messages are texts that whoever knows more goes on with.
 */
export function inLines(error: Error): string {
  const page = pageOf(error);
  const [first = "", ...more] = [
    ...error.message.split("\n").flatMap(sentencesOf),
    ...(page === undefined ? [] : [`See ${page}`]),
  ];
  return [first, ...more.map((line) => `  ${line}`)].join("\n").replaceAll(unbreakable, " ");
}

/** The sentences of an item of a list stand below its first one. */
function sentencesOf(line: string): string[] {
  const [first = "", ...more] = line.trim().split(/(?<=[.?!]) (?=[A-Z`])/);
  const margin = first.startsWith("- ") ? "  " : "";
  return [first, ...more.map((sentence) => margin + sentence)];
}

/** Where the docs have more about the answer that an error comes from. */
function pageOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const page = error instanceof OpenSearchError ? error.page : undefined;
  return page ?? pageOf(error.cause);
}
