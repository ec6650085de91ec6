// SPDX-License-Identifier: Apache-2.0
import { regionOfHost } from "../text/amazon";
import type { Addresses } from "./addresses";
import { planCredentials } from "./aws-plan";
import type { SignIn } from "./client-settings";
import type { RawSettings } from "./table";

/** The sign-in that settings without a problem mean. */
export function signInOf(raw: RawSettings, addresses: Addresses): SignIn {
  if (raw.signAwsRequests === "true") {
    const region = regionOf(raw, addresses) ?? "";
    return { kind: "aws", service: "es", region, credentials: planCredentials(raw) };
  }
  const { token, tokenName = "Bearer" } = raw;
  if (token !== undefined) return { kind: "token", name: tokenName, token };
  const { username, password } = basicOf(raw, addresses);
  if (username === undefined || password === undefined) return { kind: "none" };
  return { kind: "basic", username, password };
}

/** User name and password; a url may leave the password to the setting, and may repeat what the settings say. */
export function basicOf(
  { username, password }: RawSettings,
  addresses: Addresses | undefined,
): Pick<Addresses, "username" | "password"> {
  return {
    username: username ?? addresses?.username,
    password: password ?? addresses?.password,
  };
}

/** The region to sign for; the address of a tunnel does not tell it. */
export function regionOf(
  { awsRegion, hostOverride }: RawSettings,
  addresses: Addresses | undefined,
): string | undefined {
  return awsRegion ?? regionOfHost(hostOverride ?? addresses?.baseUrl ?? "");
}
