// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../../pulumi/handler-boundary";
import { withoutHidden } from "./properties";

/** How the inputs that are wanted differ from those in the state. */
export interface Comparison {
  /** What is not known yet differs from whatever is in the state. */
  readonly differs: (name: string) => boolean;
  readonly anyDiffers: boolean;
}

/** Compares the outputs in the state, which echo the inputs, with the inputs that are wanted. */
export function compareInputs(
  olds: Properties,
  news: Properties,
  outputs: ReadonlySet<string>,
): Comparison {
  const echo = withoutHidden(olds);
  const wanted = withoutHidden(news);
  const differs = (name: string): boolean => !isDeepStrictEqual(echo[name], wanted[name]);
  const names = [...Object.keys(echo).filter((name) => !outputs.has(name)), ...Object.keys(wanted)];
  return { differs, anyDiffers: names.some(differs) };
}
