// SPDX-License-Identifier: Apache-2.0
import type { IndexSettings } from "../../opensearch/names/index-settings";
import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../../pulumi/handler-boundary";
import { normalSettings } from "./normal-settings";
import { isRecord, withoutHidden } from "./properties";

/** How the inputs that are wanted differ from those in the state. */
export interface Comparison {
  /** What is not known yet differs from whatever is in the state. */
  readonly differs: (name: string) => boolean;
  readonly anyDiffers: boolean;
}

/** Compares the outputs in the state, which echo the inputs, with the inputs that are wanted, in normal form. */
export function compareInputs(
  olds: Properties,
  news: Properties,
  outputs: ReadonlySet<string>,
): Comparison {
  const echo = inNormalForm(olds);
  const wanted = inNormalForm(news);
  const differs = (name: string): boolean => !isDeepStrictEqual(echo[name], wanted[name]);
  const names = [...Object.keys(echo).filter((name) => !outputs.has(name)), ...Object.keys(wanted)];
  return { differs, anyDiffers: names.some(differs) };
}

function inNormalForm(properties: Properties): Record<string, unknown> {
  const { settings = {}, ...rest } = withoutHidden(properties);
  const normal = isRecord(settings) ? normalSettings(settings as IndexSettings) : settings;
  return { ...rest, settings: normal };
}

/** Whether the provider leads to another address than the state says; whether it is another cluster, only that cluster can tell. */
export function hasOtherHost(olds: Properties, news: Properties): boolean {
  const [before, now] = [olds["__host"], news["__host"]];
  return typeof before === "string" && typeof now === "string" && before !== now;
}
