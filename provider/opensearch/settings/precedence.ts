// SPDX-License-Identifier: Apache-2.0
import { ambientRegion } from "../text/amazon";
import { hasUserinfo } from "../text/url";
import { type Group, type RawSettings, type SettingName, settingNames, settings } from "./table";

/** Each setting from where it is set first: explicit provider or stack configuration, then environment. */
export function gatherSettings(
  configured: (name: SettingName) => string | undefined,
  environment: NodeJS.ProcessEnv,
): RawSettings {
  const own = given(configured);
  const all = present(given((name) => environment[settings[name].variable]));
  const shadowed = shadowedBy(own, all);
  const ambient = only(all, (name) => {
    const { group } = settings[name];
    return group === undefined || !shadowed.has(group);
  });
  const gathered = { ...ambient, ...own };
  const signAwsRequests = gathered.signAwsRequests ?? (isSigned(own) ? "true" : undefined);
  // AWS's own variables are there for every tool: they say nothing where nothing is signed.
  if (signAwsRequests !== "true") return only(gathered, (name) => !isAws(name) || name in own);
  const awsRegion = own.awsRegion ?? ambientRegion(gathered, environment);
  return { ...gathered, signAwsRequests, ...(awsRegion === undefined ? {} : { awsRegion }) };
}

/** Whether a sign-in is configured: an address of the environment would take it to some other cluster. */
export function hasSignIn(own: RawSettings): boolean {
  const set = groupsIn(own);
  return isSigned(own) || set.has("basic") || set.has("token") || set.has("clientCertificate");
}

function groupsIn(own: RawSettings): ReadonlySet<Group | undefined> {
  return new Set(settingNames.filter((name) => name in own).map((name) => settings[name].group));
}

/**
 * Groups of environment variables that explicit settings shadow, since they belong to some other
 * cluster or tool: the rest of what is configured in part, and every other kind of sign-in.
 */
function shadowedBy(own: RawSettings, ambient: RawSettings): ReadonlySet<Group> {
  const set = groupsIn(own);
  const isBasic = set.has("basic") || hasUserinfo(own);
  // One kind of AWS credentials signs.
  const hasKeys = set.has("keys") || set.has("webIdentity") || set.has("profile");
  const shadows: Record<Group, boolean> = {
    address: set.has("address") || hasSignIn(own),
    basic: isBasic || set.has("token") || isSigned(own),
    token: own.token !== undefined || isBasic || isSigned(own),
    clientCertificate: set.has("clientCertificate"),
    signing: isBasic || set.has("token"),
    // Counts only where the host does not tell the region.
    region: true,
    keys: hasKeys || !areKeysFirst(ambient),
    // The AWS SDK finds these itself, in its own order.
    webIdentity: true,
    profile: true,
    role: set.has("role") || hasKeys,
  };
  return new Set((Object.keys(shadows) as Group[]).filter((group) => shadows[group]));
}

/**
 * Whether the AWS SDK's own order begins with the environment's static keys; taken from there, they
 * need no further package. Half a pair, or keys beside a profile, are left to the SDK.
 */
function areKeysFirst({ awsAccessKey, awsSecretKey, awsProfile }: RawSettings): boolean {
  return awsAccessKey !== undefined && awsSecretKey !== undefined && awsProfile === undefined;
}

/** Whether explicit settings, and no variable of AWS's own, say that calls are signed for AWS. */
function isSigned(own: RawSettings): boolean {
  const isSaid = (name: string) => name === "signAwsRequests" || isAws(name);
  return own.signAwsRequests !== "false" && Object.keys(own).some(isSaid);
}

function isAws(name: string): boolean {
  return name.startsWith("aws");
}

/** What has a value, or has none although it was given. */
export function given(valueOf: (name: SettingName) => string | undefined): RawSettings {
  const texts = settingNames.flatMap((name) => {
    const { isVerbatim = false, mayBeEmpty = false } = settings[name];
    const text = isVerbatim ? valueOf(name) : valueOf(name)?.trim();
    return text === undefined || (text === "" && mayBeEmpty) ? [] : [[name, text]];
  });
  return Object.fromEntries(texts) as RawSettings;
}

/** A variable that is set to nothing is not set. */
function present(texts: RawSettings): RawSettings {
  return only(texts, (name) => texts[name] !== "");
}

function only(raw: RawSettings, isWanted: (name: SettingName) => boolean): RawSettings {
  return Object.fromEntries(
    settingNames.flatMap((name) => (name in raw && isWanted(name) ? [[name, raw[name]]] : [])),
  );
}
