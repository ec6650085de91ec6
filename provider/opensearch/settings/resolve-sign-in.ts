// SPDX-License-Identifier: Apache-2.0
import type { ClientCertificate } from "../network/tls";
import type { SignIn } from "./client-settings";
import { pemProblem } from "../network/pem-setting";
import type { Addresses } from "./resolve-addresses";
import { resolveAws } from "./resolve-aws";
import { type Pending, pushMissing, parseBoolean } from "./setting-values";
import type { RawSettings } from "./setting-names";

export function resolveSignIn(
  raw: RawSettings,
  addresses: Addresses | undefined,
  pending: Pending,
  problems: string[],
): SignIn {
  const { username, password } = basic(raw, addresses, problems);
  const isBasic = username !== undefined || password !== undefined;
  if (parseBoolean("signAwsRequests", raw.signAwsRequests, problems)) {
    if (isBasic || raw.token !== undefined) {
      problems.push(
        "signing for AWS and token or username/password contradict each other: set one of them, or signAwsRequests to false",
      );
    }
    return resolveAws(raw, addresses, pending, problems);
  }
  if (raw.token !== undefined) {
    if (isBasic) {
      problems.push("token and username/password contradict each other: set one of the two");
    }
    return { kind: "token", name: raw.tokenName ?? "Bearer", token: raw.token };
  }
  if (!isBasic) return { kind: "none" };
  // A url that is not known yet may hold the other half.
  if (!pending.has("url") && !pending.has("urls")) {
    pushMissing({ username, password }, ["username", "password"], pending, problems);
  }
  return { kind: "basic", username: username ?? "", password: password ?? "" };
}

/** Both halves, or none; that they belong together is looked at when a call needs them. */
export function resolveClientCertificate(
  raw: RawSettings,
  pending: Pending,
  problems: string[],
): ClientCertificate | undefined {
  const { clientCert: cert, clientKey: key } = raw;
  if (cert === undefined && key === undefined) return undefined;
  pushMissing(raw, ["clientCert", "clientKey"], pending, problems);
  for (const name of ["clientCert", "clientKey"] as const) {
    const problem = pemProblem({ name, value: raw[name] ?? "" });
    if (problem !== undefined) problems.push(problem);
  }
  return { cert: cert ?? "", key: key ?? "" };
}

/** A url may leave the password to the setting, and may repeat what the settings say. */
function basic(
  { username, password }: RawSettings,
  addresses: Addresses | undefined,
  problems: string[],
): { readonly username: string | undefined; readonly password: string | undefined } {
  const userinfo = { username: addresses?.username, password: addresses?.password };
  const differs = (set: string | undefined, said: string | undefined): boolean =>
    set !== undefined && said !== undefined && set !== said;
  if (differs(username, userinfo.username) || differs(password, userinfo.password)) {
    problems.push(
      "the url's user name or password contradicts username and password: set one of the two",
    );
  }
  return {
    username: username ?? userinfo.username,
    password: password ?? userinfo.password,
  };
}
