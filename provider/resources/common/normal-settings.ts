// SPDX-License-Identifier: Apache-2.0
import { fullSettingName } from "../../opensearch/index-settings";
import type { Properties } from "../../pulumi/handler-boundary";
import { isRecord } from "./properties";

/** The inputs with their settings in normal form; no settings at all are left out. */
export function withNormalSettings(
  inputs: Properties,
  isUnknown: (value: unknown) => boolean,
): Record<string, unknown> {
  const { settings, ...rest } = inputs;
  const normal = isRecord(settings) ? normalSettings(settings, isUnknown) : settings;
  return normal === undefined ? rest : { ...rest, settings: normal };
}

/** Names in full and values as text, as the server keeps them. */
function normalSettings(
  settings: Properties,
  isUnknown: (value: unknown) => boolean,
): Record<string, unknown> | undefined {
  const entries = Object.entries(settings).map(([name, value]): [string, unknown] => {
    const isScalar = ["string", "number", "boolean"].includes(typeof value) && !isUnknown(value);
    return [fullSettingName(name), isScalar ? String(value) : value];
  });
  return entries.length === 0
    ? undefined
    : Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
