// SPDX-License-Identifier: Apache-2.0
import { didYouMean } from "../text/nearest";
import { gatherSettings } from "./precedence";
import { problemsIn } from "./problems";
import { settingNames, settings } from "./table";

/**
 * Problems of settings before anything is called: all but those that hang on the environment, on
 * files, or on values that are `pending`, since these are others where the deployment runs.
 */
export function earlyProblems(
  known: Readonly<Record<string, string>>,
  pending: ReadonlySet<string> = new Set(),
): readonly string[] {
  // Whether anything is signed, and what would contradict that, is not known then.
  const undecided = pending.has("signAwsRequests") ? { signAwsRequests: "false" } : {};
  const all: Readonly<Record<string, string>> = { ...known, ...undecided };
  return problemsIn(
    gatherSettings((name) => all[name], {}),
    pending,
  );
}

/** The message about a name that is not a setting; `undefined` for one that is. */
export function unknownSetting(name: string): string | undefined {
  if (isSetting(name)) return undefined;
  return `${name} is not a setting${didYouMean(name, settingNames)}`;
}

/** Names that other programs read from the same namespace of a stack's configuration: the bridged OpenSearch provider's. */
const others = new Set([
  "sniff",
  "healthcheck",
  "cacertFile",
  "clientCertPath",
  "clientKeyPath",
  "opensearchVersion",
  "versionPingTimeout",
  "pluginDownloadURL",
  "version",
]);

/** The hints at names in the `opensearch` namespace that look like settings and are none. */
export function misspeltIn(namespace: Iterable<string>): readonly string[] {
  return [...namespace]
    .filter((name) => !isSetting(name) && !others.has(name))
    .filter((name) => didYouMean(name, settingNames) !== "")
    .map(
      (name) =>
        `opensearch:${unknownSetting(name)} It is ignored; if something else reads it, all is well.`,
    );
}

function isSetting(name: string): boolean {
  return Object.hasOwn(settings, name);
}
