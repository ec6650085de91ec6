// SPDX-License-Identifier: Apache-2.0
import { isRecord } from "../opensearch/text/record";
import { isDeepStrictEqual } from "node:util";
import { type IndexSettings, normalIndexSettings } from "../opensearch/text/index-settings";
import type { Properties, Saved } from "./saved";
import type { InputSchema } from "./inputs/validator";

export interface Comparison {
  /** The state; its outputs echo the inputs. */
  readonly olds: Properties;
  readonly news: Properties;
  /** What is not known yet differs from whatever is in the state. */
  readonly differs: (name: string) => boolean;
  readonly anyDiffers: boolean;
  /** Whether what is remembered beside the inputs is to be saved anew. */
  readonly hasOtherMemory: boolean;
  /** The provider points to another address than the state says; only the cluster there can tell whether it is another one. */
  readonly hasOtherHost: boolean;
  /** The address of the cluster; `undefined` if it is not known yet. */
  readonly host: string | undefined;
}

/** Compares the outputs in the state, which echo the inputs, with the inputs that are wanted, in normal form. */
export function compare(schema: InputSchema, olds: Saved, news: Saved): Comparison {
  const echo = inNormalForm(olds.properties);
  const wanted = inNormalForm(news.properties);
  const differs = (name: string): boolean => !isDeepStrictEqual(echo[name], wanted[name]);
  return {
    olds: olds.properties,
    news: news.properties,
    differs,
    anyDiffers: Object.keys(schema.properties).some(differs),
    hasOtherMemory: (["beside", "elsewhere"] as const).some(
      (name) => !isDeepStrictEqual(olds.memory[name], news.memory[name]),
    ),
    hasOtherHost: hasOtherHost(olds, news),
    host: news.memory.host,
  };
}

function inNormalForm({ settings = {}, ...rest }: Properties): Properties {
  const normal = isRecord(settings) ? normalIndexSettings(settings as IndexSettings) : settings;
  return { ...rest, settings: normal };
}

export function hasOtherHost({ memory: olds }: Saved, { memory: news }: Saved): boolean {
  return olds.host !== undefined && news.host !== undefined && olds.host !== news.host;
}
