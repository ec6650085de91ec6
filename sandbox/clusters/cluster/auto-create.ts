// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../http/refusal";
import { glob } from "./glob";
import type { Settings } from "./settings";

const KEY = "action.auto_create_index";

/** Why a write may not make the index that it names, in core's words; nothing where it may. */
const forbids = (settings: Settings, name: string): string | undefined => {
  const value = settings[KEY];
  const text = Array.isArray(value) ? value.join() : (value ?? "true");
  if (text === "true") return undefined;
  if (text === "false") return `[${KEY}] is [false]`;
  // The first expression that fits decides; a minus forbids.
  for (const expression of text.split(",").map((part) => part.trim())) {
    if (!glob(expression.replace(/^[+-]/, "")).test(name)) continue;
    if (!expression.startsWith("-")) return undefined;
    return `[${KEY}] contains [${expression}] which forbids automatic creation of the index`;
  }
  return `[${KEY}] ([${text}]) doesn't match`;
};

/** Whether a write to a missing index makes it. */
export const mayAutoCreate = (settings: Settings, name: string): boolean =>
  forbids(settings, name) === undefined;

/** Refuses with 404 a write to a missing index that the cluster's settings forbid to make. */
export const checkAutoCreate = (settings: Settings, name: string): void => {
  const why = forbids(settings, name);
  if (why !== undefined)
    throw new Refusal(404, "index_not_found_exception", `no such index [${name}] and ${why}`, {
      extra: { index: name, index_uuid: "_na_" },
    });
};
