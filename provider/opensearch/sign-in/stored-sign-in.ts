// SPDX-License-Identifier: Apache-2.0
import type { Failure } from "../answers/failure";
import { readAddresses } from "../settings/addresses";
import { basicOf } from "../settings/sign-in";
import {
  type Group,
  type RawSettings,
  type SettingName,
  settingNames,
  settings,
} from "../settings/table";
import { hasUserinfo } from "../text/url";

/** Whether the sign-in is configured: the engine stores it, and gives it to runs without the program. */
export function isStored(configured: RawSettings): boolean {
  const isSecret = (name: SettingName) =>
    settings[name].secret === "always" && (configured[name] ?? "") !== "";
  return settingNames.some(isSecret) || hasUserinfo(configured);
}

/** What to try where a stored sign-in is refused in a run without the program. */
export const storedSignIn =
  "This run signs in with the credentials that the last up stored. If they have expired, add --run-program to refresh or destroy, so that the program sets them again; for credentials that expire, prefer environment variables.";

/**
 * Says who was refused, where a failure says that the sign-in is not valid, and where that sign-in comes
 * from: it may be another than the one that was meant. `configured` is what is not of the environment.
 */
export function aboutSignIn(raw: RawSettings, configured: RawSettings) {
  return (failure: Failure): string | undefined =>
    isSignInRefused(failure) ? refusedUser(raw, configured) : undefined;
}

const awsGroups: readonly (Group | undefined)[] = ["keys", "webIdentity", "profile", "role"];
const ofAws = settingNames.filter((name) => awsGroups.includes(settings[name].group));

function refusedUser(raw: RawSettings, configured: RawSettings): string {
  const from = (...names: SettingName[]): string =>
    names.some((name) => (configured[name] ?? "") !== "")
      ? "of the Provider or the stack's configuration"
      : "of the environment";
  if (raw.signAwsRequests === "true") return `Refused were the AWS credentials ${from(...ofAws)}.`;
  if (raw.token !== undefined) return `Refused was the token ${from("token")}.`;
  const { username } = basicOf(raw, readAddresses(raw).addresses);
  if (username !== undefined) {
    const names = raw.username === undefined ? (["url", "urls"] as const) : (["username"] as const);
    return `Refused was user "${username}" ${from(...names)}.`;
  }
  return raw.clientCert === undefined
    ? "Refused was a call without a sign-in."
    : `Refused was a call with nothing but the client certificate ${from("clientCert")}.`;
}

/** Whether a failure says that the sign-in is not valid, or not any more. */
export function isSignInRefused({ status, reason = "" }: Failure): boolean {
  if (status === 401) return !/is not allowed/.test(reason);
  return status === 403 && /security token included in the request is/.test(reason);
}
