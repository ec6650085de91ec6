// SPDX-License-Identifier: Apache-2.0
import { didYouMean } from "../text/nearest";
import { urlIsMissing } from "./resolve-addresses";
import { regionIsMissing } from "./resolve-aws";
import { gatherSettings } from "./gather-settings";
import { resolveSettings } from "./resolve-settings";
import { type SettingName, settingVariables } from "./setting-names";

const names = Object.keys(settingVariables);

/**
 * What is wrong with settings before anything is called: all that does not hang on the environment,
 * on files, or on values that are `pending`, since those are others where the deployment runs.
 */
export function earlyProblems(
  known: Readonly<Record<string, string>>,
  pending: ReadonlySet<string> = new Set(),
): readonly string[] {
  // Whether anything is signed, and what would contradict that, is not known then.
  const undecided = pending.has("signAwsRequests") ? { signAwsRequests: "false" } : {};
  const all: Readonly<Record<string, string>> = { ...known, ...undecided };
  const raw = gatherSettings((name) => all[name], {});
  const resolved = resolveSettings(raw, pending as ReadonlySet<SettingName>);
  const problems = "problems" in resolved ? resolved.problems : [];
  return problems.filter((problem) => problem !== urlIsMissing && problem !== regionIsMissing);
}

/** The message about a name that is not a setting; `undefined` for one that is. */
export function unknownSetting(name: string): string | undefined {
  return names.includes(name) ? undefined : `${name} is not a setting${didYouMean(name, names)}`;
}

/** Names that other programs read from the same namespace of a stack's configuration: the bridged OpenSearch provider's. */
const others = new Set([
  ...["sniff", "healthcheck", "cacertFile", "clientCertPath", "clientKeyPath"],
  ...["opensearchVersion", "versionPingTimeout", "pluginDownloadURL", "version"],
]);

/** The messages about names in the `opensearch` namespace: a misspelt one is refused, one that may belong to another provider is not. */
export function misspeltIn(namespace: Iterable<string>): readonly string[] {
  return [...namespace].flatMap((name) => {
    const said = others.has(name) ? undefined : unknownSetting(name);
    return said?.includes("did you mean") === true ? [`opensearch:${said}`] : [];
  });
}
