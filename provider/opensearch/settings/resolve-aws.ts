// SPDX-License-Identifier: Apache-2.0
import { serverlessRefusal, regionOfHost } from "../text/amazon";
import { planCredentials } from "./aws-plan";
import type { AwsSignIn } from "./client-settings";
import type { Addresses } from "./resolve-addresses";
import { type Pending, pushMissing } from "./setting-values";
import type { RawSettings } from "./setting-names";

/** A problem of what is configured only together with the environment. */
export const regionIsMissing = "awsRegion is missing (the host name does not contain it)";

export function resolveAws(
  raw: RawSettings,
  addresses: Addresses | undefined,
  pending: Pending,
  problems: string[],
): AwsSignIn {
  const service = raw.awsSignatureService ?? "es";
  if (service === "aoss") problems.push(`awsSignatureService is "aoss": ${serverlessRefusal}`);
  else if (service !== "es") problems.push(`awsSignatureService must be "es", not "${service}"`);
  const region = raw.awsRegion ?? regionOfHost(raw.hostOverride ?? addresses?.baseUrl ?? "");
  if (region === undefined && !["awsRegion", "url", "urls", "hostOverride"].some(isIn(pending))) {
    problems.push(regionIsMissing);
  }
  pushMissing(raw, ["awsAccessKey", "awsSecretKey"], pending, problems);
  pushMissing(raw, ["awsWebIdentityRoleArn", "awsWebIdentityTokenFile"], pending, problems);
  if (raw.awsToken !== undefined && !["awsAccessKey", "awsSecretKey"].some(isSetIn(raw, pending))) {
    problems.push("awsAccessKey and awsSecretKey are missing (an awsToken is set)");
  }
  return {
    kind: "aws",
    service: "es",
    region: region ?? "",
    credentials: planCredentials(raw),
  };
}

function isIn(pending: Pending): (name: string) => boolean {
  const names: ReadonlySet<string> = pending;
  return (name) => names.has(name);
}

function isSetIn(raw: Readonly<Record<string, string | undefined>>, pending: Pending) {
  return (name: string): boolean => raw[name] !== undefined || isIn(pending)(name);
}
