// SPDX-License-Identifier: Apache-2.0
import type { Failure } from "../answers/failure";
import { type SettingName, settingNames, settings } from "../settings/table";
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

/** Whether a failure says that the sign-in is not valid, or not any more. */
export function isSignInRefused({ status, reason = "" }: Failure): boolean {
  if (status === 401) return !/is not allowed/.test(reason);
  return status === 403 && /security token included in the request is/.test(reason);
}
