// SPDX-License-Identifier: Apache-2.0
import type { RawSettings, SettingName } from "./setting-names";
import { hasUserinfo } from "../text/url";

/** Settings that make up one thing. It is taken from one place whole, or half of it would go to a stranger. */
const wholes = {
  address: ["url", "urls"],
  basic: ["username", "password"],
  token: ["token", "tokenName"],
  clientCertificate: ["clientCert", "clientKey"],
  keys: ["awsAccessKey", "awsSecretKey", "awsToken"],
  webIdentity: ["awsWebIdentityRoleArn", "awsWebIdentityTokenFile"],
  profile: ["awsProfile"],
  role: ["awsAssumeRoleArn", "awsAssumeRoleExternalId"],
} as const satisfies Record<string, readonly SettingName[]>;

type Whole = keyof typeof wholes;

/** Kinds of AWS credentials, of which one signs. */
const awsKinds: readonly Whole[] = ["keys", "webIdentity", "profile"];

/** Whether these settings, and no variable of AWS's own, say that calls are signed for AWS. */
export function isSigned(own: RawSettings): boolean {
  return (
    own.signAwsRequests !== "false" &&
    Object.keys(own).some((name) => name === "signAwsRequests" || /^aws/.test(name))
  );
}

/**
 * What of the environment does not count beside what is configured, since it belongs to some other
 * cluster or tool: the rest of what is configured in part, and every other kind of sign-in.
 */
export function hiddenBy(
  own: RawSettings,
  ambient: RawSettings,
): { readonly names: ReadonlySet<SettingName>; readonly userinfo: boolean } {
  const has = (whole: Whole): boolean => wholes[whole].some((name) => own[name] !== undefined);
  const isBasic = has("basic") || hasUserinfo(own);
  const hides: Record<Whole, boolean> = {
    address: has("address"),
    basic: isBasic || has("token") || isSigned(own),
    token: own.token !== undefined || isBasic || isSigned(own),
    clientCertificate: has("clientCertificate"),
    keys: awsKinds.some(has) || !areKeysFirst(ambient),
    // The AWS SDK finds these itself, in its own order.
    webIdentity: true,
    profile: true,
    role: has("role") || awsKinds.some(has),
  };
  const names = new Set<SettingName>(
    (Object.keys(wholes) as Whole[]).flatMap((whole) => (hides[whole] ? wholes[whole] : [])),
  );
  // Counts only where the host does not tell the region.
  names.add("awsRegion");
  if (isBasic || has("token")) names.add("signAwsRequests");
  return { names, userinfo: hides.basic };
}

/**
 * Whether the AWS SDK's own order begins with the environment's static keys; taken from there, they
 * need no further package. Half a pair, or keys beside a profile, are left to the SDK.
 */
function areKeysFirst({ awsAccessKey, awsSecretKey, awsProfile }: RawSettings): boolean {
  return awsAccessKey !== undefined && awsSecretKey !== undefined && awsProfile === undefined;
}
