// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from "node:util";
import { type Phase, phases } from "./life/contender";

/** What else is measured, besides the phases of a stack's life. */
export const others = ["burst", "first", "parts", "switch"] as const;

export type Part = Phase | (typeof others)[number];

/** Beside whom ours is measured in a stack's life. */
export const rivals = ["sample", "idle", "idle4", "tofu"] as const;
export type Rival = (typeof rivals)[number];

/** What `npm run bench -- …` is told. */
export interface CommandLine {
  readonly sizes: readonly number[];
  readonly bursts: readonly number[];
  /** How many indexes the pairs have that are switched. */
  readonly indexes: readonly number[];
  readonly only: ReadonlySet<Part>;
  readonly beside: readonly Rival[];
  /** How many properties the idle provider has; as many as ours registers where it is not said. */
  readonly properties: number | undefined;
  /** How many resources the engine works on at a time; its own default where it is not said. */
  readonly parallel: number | undefined;
  /** A file, or "" for stdout; `undefined` for plain text alone. */
  readonly json: string | undefined;
}

/** Reads the arguments; throws one sentence that says what is wrong with them. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const text = { type: "string" } as const;
  // Its value may be left out.
  const given = args.map((arg, at) =>
    arg === "--json" && (args[at + 1] ?? "-").startsWith("-") ? "--json=" : arg,
  );
  const { values } = parseArgs({
    args: given,
    options: {
      ...{ sizes: text, bursts: text, indexes: text, only: text, beside: text },
      ...{ properties: text, parallel: text, json: text },
    },
  });
  const one = (option: "properties" | "parallel"): number | undefined =>
    values[option] === undefined ? undefined : numbers(option, values[option])[0];
  return {
    sizes: numbers("sizes", values.sizes ?? "10,200,1000"),
    bursts: numbers("bursts", values.bursts ?? "50,200"),
    indexes: numbers("indexes", values.indexes ?? "1,10,100"),
    only: new Set(listed("only", values.only, [...phases, ...others])),
    beside: listed("beside", values.beside, rivals),
    properties: one("properties"),
    parallel: one("parallel"),
    json: values.json,
  };
}

function numbers(option: string, text: string): number[] {
  const all = text.split(",").map(Number);
  if (all.every((number) => Number.isInteger(number) && number > 0)) return all;
  throw new Error(`--${option} takes whole numbers above 0, such as 10,200 (got "${text}").`);
}

function listed<T extends string>(
  option: string,
  text: string | undefined,
  known: readonly T[],
): T[] {
  if (text === undefined) return [...known];
  const names = text.split(",").filter((name) => name !== "");
  const strange = names.find((name) => !known.some((one) => one === name));
  if (strange === undefined) return known.filter((one) => names.includes(one));
  throw new Error(`--${option} does not know "${strange}": it takes ${known.join(", ")}.`);
}
