// SPDX-License-Identifier: Apache-2.0
import { serverlessRefusal } from "./amazon";
import { planCredentials } from "./aws-plan";
import { regionOfHost } from "./aws-region";
import type { AwsSignIn, ClientCertificate, SignIn } from "./connection-settings";
import type { Addresses } from "./resolve-addresses";
import type { RawSettings } from "./setting-names";
import { parseBoolean } from "./setting-values";

/** Reads how calls are signed in. */
export function resolveSignIn(
  raw: RawSettings,
  addresses: Addresses | undefined,
  problems: string[],
): SignIn {
  const username = raw.username ?? addresses?.username;
  const password = raw.password ?? addresses?.password;
  const isBasic = username !== undefined || password !== undefined;
  if (parseBoolean("signAwsRequests", raw.signAwsRequests, problems)) {
    if (isBasic || raw.token !== undefined) {
      problems.push(
        "signing for AWS and token or username/password contradict each other: set one of them, or signAwsRequests to false",
      );
    }
    return resolveAws(raw, addresses, problems);
  }
  if (raw.token !== undefined) {
    if (isBasic) {
      problems.push("token and username/password contradict each other: set one of the two");
    }
    return { kind: "token", name: raw.tokenName ?? "Bearer", token: raw.token };
  }
  if (!isBasic) return { kind: "none" };
  if (username === undefined) problems.push("username is missing (a password is set)");
  if (password === undefined) problems.push("password is missing (a username is set)");
  return { kind: "basic", username: username ?? "", password: password ?? "" };
}

/** Both halves, or none. */
export function resolveClientCertificate(
  { clientCert: cert, clientKey: key }: RawSettings,
  problems: string[],
): ClientCertificate | undefined {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined) problems.push("clientCert is missing (a clientKey is set)");
  if (key === undefined) problems.push("clientKey is missing (a clientCert is set)");
  return { cert: cert ?? "", key: key ?? "" };
}

function resolveAws(
  raw: RawSettings,
  addresses: Addresses | undefined,
  problems: string[],
): AwsSignIn {
  const service = raw.awsSignatureService ?? "es";
  if (service === "aoss") problems.push(`awsSignatureService is "aoss": ${serverlessRefusal}`);
  else if (service !== "es") problems.push(`awsSignatureService must be "es", not "${service}"`);
  const region = raw.awsRegion ?? regionOfHost(raw.hostOverride ?? addresses?.baseUrl ?? "");
  if (region === undefined) {
    problems.push("awsRegion is missing (the host name does not tell it)");
  }
  const halves = [
    ["awsAccessKey", "awsSecretKey"],
    ["awsWebIdentityRoleArn", "awsWebIdentityTokenFile"],
  ] as const;
  for (const [one, other] of halves) {
    if ((raw[one] === undefined) === (raw[other] === undefined)) continue;
    const [missing, set] = raw[one] === undefined ? [one, other] : [other, one];
    problems.push(`${missing} is missing (an ${set} is set)`);
  }
  if (raw.awsToken !== undefined && raw.awsAccessKey === undefined) {
    problems.push("awsAccessKey and awsSecretKey are missing (an awsToken is set)");
  }
  return {
    kind: "aws",
    service: "es",
    region: region ?? "",
    credentials: planCredentials(raw),
  };
}
