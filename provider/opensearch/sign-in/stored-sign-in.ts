// SPDX-License-Identifier: Apache-2.0
import type { Failure } from "../answers/failure";
import type { SettingName } from "../settings/setting-names";
import { hasUserinfo } from "../text/url";

const credentials: readonly SettingName[] = [
  ...(["username", "password", "token", "clientCert", "clientKey"] as const),
  ...(["awsAccessKey", "awsSecretKey", "awsToken"] as const),
];

/** Whether the sign-in is configured: the engine stores it, and gives it to runs without the program. */
export function isStored(configured: (name: SettingName) => string | undefined): boolean {
  const url = configured("url");
  const urls = configured("urls");
  return (
    credentials.some((name) => (configured(name) ?? "") !== "") ||
    hasUserinfo({ ...(url === undefined ? {} : { url }), ...(urls === undefined ? {} : { urls }) })
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
