// SPDX-License-Identifier: Apache-2.0
import { regionOfHost } from "./aws-region";
import { type RawSettings, type SettingName, settingVariables } from "./setting-names";

type Configured = ReadonlyMap<SettingName, string | undefined>;

/** The kinds of credentials that AWS's own variables can describe, in the order in which they count. */
const kinds: readonly (readonly SettingName[])[] = [
  ["awsAccessKey", "awsSecretKey", "awsToken"],
  ["awsWebIdentityRoleArn", "awsWebIdentityTokenFile"],
  ["awsProfile"],
];

/** Whether a setting has to do with AWS's signatures. */
export function isAwsSetting(name: SettingName): boolean {
  return name === "signAwsRequests" || name.startsWith("aws");
}

/**
 * What follows for AWS's signatures from what is configured, and from AWS's own variables. Those are
 * there for every tool, so they never switch signing on, and complete what is configured only where
 * both belong together.
 */
export function ambientAws(
  configured: Configured,
  gathered: RawSettings,
  environment: NodeJS.ProcessEnv,
): RawSettings {
  const isAsked = [...configured].some(
    ([name, value]) => value !== undefined && isAwsSetting(name),
  );
  const signAwsRequests = gathered.signAwsRequests ?? (isAsked ? "true" : undefined);
  if (signAwsRequests !== "true") return signAwsRequests === undefined ? {} : { signAwsRequests };
  const region = gathered.awsRegion ?? ambientRegion(gathered, environment);
  return {
    signAwsRequests,
    ...(region === undefined ? {} : { awsRegion: region }),
    ...pick(freeStanding, gathered, environment),
    ...ambientCredentials(configured, gathered, environment),
  };
}

const freeStanding: readonly SettingName[] = [
  "awsSignatureService",
  "awsAssumeRoleArn",
  "awsAssumeRoleExternalId",
  "awsAssumeRoleSessionName",
];

function ambientRegion(
  { url, urls, hostOverride }: RawSettings,
  environment: NodeJS.ProcessEnv,
): string | undefined {
  const host = hostOverride ?? url ?? urls ?? "";
  if (regionOfHost(host) !== undefined) return undefined;
  return environment["AWS_REGION"] || environment["AWS_DEFAULT_REGION"] || undefined;
}

/** A kind that is configured hides the others; static keys are never mixed from two places. */
function ambientCredentials(
  configured: Configured,
  gathered: RawSettings,
  environment: NodeJS.ProcessEnv,
): RawSettings {
  const isConfigured = (name: SettingName): boolean => configured.get(name) !== undefined;
  const own = kinds.find((kind) => kind.some(isConfigured));
  if (own !== undefined) {
    return own.includes("awsWebIdentityRoleArn") ? pick(own, gathered, environment) : {};
  }
  // Half a pair is no credential: the default chain may know what to make of it.
  const [keys = [], webIdentity = [], profile = []] = kinds;
  const found = [keys, profile, webIdentity].find((kind) =>
    kind.every((name) => name === "awsToken" || (environment[settingVariables[name]] ?? "") !== ""),
  );
  return found === undefined ? {} : pick(found, gathered, environment);
}

function pick(
  names: readonly SettingName[],
  gathered: RawSettings,
  environment: NodeJS.ProcessEnv,
): RawSettings {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = gathered[name] ?? environment[settingVariables[name]]?.trim();
      return value === undefined || value === "" ? [] : [[name, value]];
    }),
  );
}
