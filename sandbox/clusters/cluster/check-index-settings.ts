// SPDX-License-Identifier: Apache-2.0
import { invalid, illegalArgument, Refusal } from "../http/refusal";
import { didYouMean } from "../json/suggest";
import { KNOWN_INDEX_SETTINGS, OPEN_GROUPS } from "./known-index-settings";
import type { Settings } from "./settings";

const INTEGERS = /^index\.(number_of_(shards|replicas)|priority|max_result_window)$/;

const known = (key: string): boolean =>
  KNOWN_INDEX_SETTINGS.includes(key) || OPEN_GROUPS.some((group) => key.startsWith(group));

const unknownSetting = (key: string): Refusal => {
  const hint = didYouMean(key, KNOWN_INDEX_SETTINGS, 0.7);
  const rest =
    hint === ""
      ? "please check that any required plugins are installed, or check the breaking changes documentation for removed settings"
      : hint;
  return new Refusal(400, "settings_exception", `unknown setting [${key}] ${rest}`);
};

const notAnInteger = (key: string, value: string): Refusal =>
  new Refusal(
    400,
    "settings_exception",
    `Failed to parse int setting [${key}] with value [${value}]`,
    { causedBy: { type: "number_format_exception", reason: `For input string: "${value}"` } },
  );

/** Refuses index settings that core does not know or cannot read, in the order of their keys. */
export const checkIndexSettings = (settings: Settings): void => {
  for (const key of Object.keys(settings).sort()) {
    const value = settings[key];
    if (!known(key)) throw unknownSetting(key);
    if (typeof value === "string" && INTEGERS.test(key) && !/^-?\d+$/.test(value))
      throw notAnInteger(key, value);
  }
  if (typeof settings["index.data_path"] === "string")
    throw invalid(
      ["path.shared_data must be set in order to use custom data paths"],
      "validation_exception",
    );
};

/** Index creation adds a refusal of its own: soft deletes can no longer be switched off. */
export const checkNewIndexSettings = (settings: Settings): void => {
  checkIndexSettings(settings);
  if (settings["index.soft_deletes.enabled"] === "false")
    throw illegalArgument(
      "Creating indices with soft-deletes disabled is no longer supported. " +
        "Please do not specify a value for setting [index.soft_deletes.enabled].",
    );
};
