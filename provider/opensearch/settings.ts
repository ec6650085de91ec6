// SPDX-License-Identifier: Apache-2.0
import { ambientAws, isAwsSetting } from "./aws-environment";
import { type RawSettings, type SettingName, settingVariables } from "./setting-names";

export type { ConnectionSettings, OnClusterChange, SignIn } from "./connection-settings";
export { resolveSettings, type ResolvedSettings } from "./resolve-settings";
export { type RawSettings, type SettingName, settingVariables } from "./setting-names";

type Configured = ReadonlyMap<SettingName, string | undefined>;

/** Each setting from where it is set first: explicit provider or stack configuration, then environment. */
export function gatherSettings(
  configured: (name: SettingName) => string | undefined,
  environment: NodeJS.ProcessEnv,
): RawSettings {
  const names = Object.keys(settingVariables) as SettingName[];
  const fromConfiguration = new Map(names.map((name) => [name, present(configured(name))]));
  const fromEnvironment = (name: SettingName): string | undefined =>
    isShadowed(name, fromConfiguration) ? undefined : present(environment[settingVariables[name]]);
  const gathered = Object.fromEntries(
    names.flatMap((name) => {
      const value = fromConfiguration.get(name) ?? fromEnvironment(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return { ...gathered, ...ambientAws(fromConfiguration, gathered, environment) };
}

/**
 * What is configured hides the environment's other ways to say it, which belong to some other cluster
 * or tool. Of AWS's own variables another rule tells which count.
 */
function isShadowed(name: SettingName, configured: Configured): boolean {
  const isConfigured = (other: SettingName): boolean => configured.get(other) !== undefined;
  const isSigned =
    configured.get("signAwsRequests") !== "false" &&
    [...configured].some(([other, value]) => value !== undefined && isAwsSetting(other));
  switch (name) {
    case "url":
      return isConfigured("urls");
    case "urls":
      return isConfigured("url");
    case "username":
    case "password":
      return isSigned || isConfigured("token");
    case "token":
      return isSigned || isConfigured("username") || isConfigured("password");
    case "signAwsRequests":
      return ["token", "username", "password"].some((other) => isConfigured(other as SettingName));
    default:
      return isAwsSetting(name);
  }
}

function present(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === "" ? undefined : value.trim();
}
