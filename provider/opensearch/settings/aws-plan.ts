// SPDX-License-Identifier: Apache-2.0
import type { RawSettings } from "./table";

export type CredentialPlan =
  | BasePlan
  | {
      readonly from: "assumedRole";
      readonly roleArn: string;
      readonly externalId: string | undefined;
      readonly sessionName: string;
      readonly source: BasePlan;
    };

/** Credentials that do not need others. */
export type BasePlan =
  | {
      readonly from: "keys";
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken: string | undefined;
    }
  | {
      readonly from: "webIdentity";
      readonly roleArn: string;
      readonly tokenFile: string;
      readonly sessionName: string;
    }
  | { readonly from: "profile"; readonly profile: string }
  /** The AWS SDK's own order: environment, shared files, container, instance. */
  | { readonly from: "default" };

const defaultSessionName = "pulumi-opensearch-replication";

/**
 * The order in which credentials are looked for: static keys, web identity, profile, the default
 * chain. A role is assumed with the credentials found first.
 */
export function planCredentials(raw: RawSettings): CredentialPlan {
  const sessionName = raw.awsAssumeRoleSessionName ?? defaultSessionName;
  const source = basePlan(raw, sessionName);
  const roleArn = raw.awsAssumeRoleArn;
  if (roleArn === undefined) return source;
  return {
    from: "assumedRole",
    roleArn,
    externalId: raw.awsAssumeRoleExternalId,
    sessionName,
    source,
  };
}

function basePlan(raw: RawSettings, sessionName: string): BasePlan {
  const { awsAccessKey: accessKeyId, awsSecretKey: secretAccessKey } = raw;
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    return { from: "keys", accessKeyId, secretAccessKey, sessionToken: raw.awsToken };
  }
  const { awsWebIdentityRoleArn: roleArn, awsWebIdentityTokenFile: tokenFile } = raw;
  if (roleArn !== undefined && tokenFile !== undefined) {
    return { from: "webIdentity", roleArn, tokenFile, sessionName };
  }
  return raw.awsProfile === undefined
    ? { from: "default" }
    : { from: "profile", profile: raw.awsProfile };
}

export function describePlan(plan: CredentialPlan): string {
  switch (plan.from) {
    case "keys":
      return "the keys awsAccessKey and awsSecretKey";
    case "webIdentity":
      return `the web identity in ${plan.tokenFile} as ${plan.roleArn}`;
    case "profile":
      return `the profile "${plan.profile}"`;
    case "default":
      return "the AWS SDK's default chain";
    case "assumedRole":
      return `the role ${plan.roleArn}, assumed with ${describePlan(plan.source)}`;
  }
}
