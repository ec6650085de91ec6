// SPDX-License-Identifier: Apache-2.0
import type { Failure } from "../answers/failure";
import { readAddresses } from "../settings/addresses";
import { basicOf } from "../settings/sign-in";
import { type RawSettings, type SettingName, settingNames, settings } from "../settings/table";
import { hasUserinfo } from "../text/url";

/** Whether the sign-in is configured: the engine stores it, and gives it to runs without the program. */
export function isStored(configured: (name: SettingName) => string | undefined): boolean {
  const isSecret = (name: SettingName) =>
    settings[name].secret === "always" && (configured(name) ?? "") !== "";
  return (
    settingNames.some(isSecret) || hasUserinfo({ url: configured("url"), urls: configured("urls") })
  );
}

/** What to try where a stored sign-in is refused in a run without the program. */
export const storedSignIn =
  "This run signs in with the credentials that the last up stored. If they have expired, add --run-program to refresh or destroy, so that the program sets them again; for credentials that expire, prefer environment variables.";

/** Who was refused, and where that sign-in comes from: it may be another than the one that was meant. */
export function refusedUser(settings: RawSettings, isStored: boolean): string {
  const where = isStored ? "of the Provider or the stack's configuration" : "of the environment";
  if (settings.signAwsRequests === "true") return `Refused were the AWS credentials ${where}.`;
  if (settings.token !== undefined) return `Refused was the token ${where}.`;
  const { username } = basicOf(settings, readAddresses(settings).addresses);
  if (username === undefined) return "Refused was a call without a sign-in.";
  return `Refused was user "${username}" ${where}.`;
}

/** Whether a failure says that the sign-in is not valid, or not any more. */
export function isSignInRefused({ status, reason = "" }: Failure): boolean {
  if (status === 401) return !/is not allowed/.test(reason);
  return status === 403 && /security token included in the request is/.test(reason);
}
