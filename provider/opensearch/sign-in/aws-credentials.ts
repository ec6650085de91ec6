// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type BasePlan, type CredentialPlan, describePlan } from "../settings/aws-plan";
import type { AwsSignIn } from "../settings/client-settings";
import { ConfigurationError } from "../answers/errors";
import { bareCause, readNetworkError } from "../network/network-error";
import { shortened, unbroken } from "../text/foreign";
import { redact, secretsOf } from "./secrets";

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

type Source = () => Promise<AwsCredentials>;

/** The part of `@aws-sdk/credential-providers` that is used. */
export interface CredentialProviders {
  fromNodeProviderChain(options: { clientConfig: ClientConfig }): Source;
  fromIni(options: { profile: string; clientConfig: ClientConfig }): Source;
  fromTokenFile(options: {
    webIdentityTokenFile: string;
    roleArn: string;
    roleSessionName: string;
    clientConfig: ClientConfig;
  }): Source;
  fromTemporaryCredentials(options: {
    masterCredentials: Source;
    params: { RoleArn: string; RoleSessionName: string; ExternalId?: string };
    clientConfig: ClientConfig;
  }): Source;
}

interface ClientConfig {
  region: string;
  /** How AWS's services are reached, as the options of `@smithy/node-http-handler`. */
  requestHandler: Record<string, unknown>;
}

/** Where the credentials of a sign-in come from, each time they are needed. */
export function credentialSource(
  { credentials: plan, region }: AwsSignIn,
  awsHttpOptions: () => Record<string, unknown>,
  providers: () => CredentialProviders = installedProviders,
): Source {
  let source: Source | undefined;
  return async () => {
    try {
      source ??= sourceOf(plan, { region, requestHandler: awsHttpOptions() }, providers);
      return await source();
    } catch (error) {
      if (error instanceof ConfigurationError) throw error;
      throw explained(error, plan);
    }
  };
}

function sourceOf(
  plan: CredentialPlan,
  clientConfig: ClientConfig,
  providers: () => CredentialProviders,
): Source {
  if (plan.from !== "assumedRole") return baseSource(plan, clientConfig, providers);
  const { roleArn, sessionName, externalId, source } = plan;
  return providers().fromTemporaryCredentials({
    masterCredentials: baseSource(source, clientConfig, providers),
    params: {
      RoleArn: roleArn,
      RoleSessionName: sessionName,
      ...(externalId === undefined ? {} : { ExternalId: externalId }),
    },
    clientConfig,
  });
}

function baseSource(
  plan: BasePlan,
  clientConfig: ClientConfig,
  providers: () => CredentialProviders,
): Source {
  switch (plan.from) {
    case "keys": {
      const { accessKeyId, secretAccessKey, sessionToken } = plan;
      const keys = { accessKeyId, secretAccessKey };
      return () => Promise.resolve(sessionToken === undefined ? keys : { ...keys, sessionToken });
    }
    case "webIdentity":
      return providers().fromTokenFile({
        webIdentityTokenFile: plan.tokenFile,
        roleArn: plan.roleArn,
        roleSessionName: plan.sessionName,
        clientConfig,
      });
    case "profile":
      return providers().fromIni({ profile: plan.profile, clientConfig });
    case "default":
      return providers().fromNodeProviderChain({ clientConfig });
  }
}

const packageName = "@aws-sdk/credential-providers";

let carried: (() => CredentialProviders) | undefined;

/** A door that has the optional package in itself hands it over; it is loaded when first used. */
export function carryProviders(providers: () => CredentialProviders): void {
  carried = providers;
}

/** The optional package, of the program or of what is installed around this one; both are looked at, since links lead away from the program. */
function installedProviders(): CredentialProviders {
  if (carried !== undefined) return carried();
  for (const folder of [join(process.cwd(), "package.json"), __filename]) {
    const load = createRequire(folder);
    try {
      load.resolve(packageName);
    } catch {
      continue;
    }
    return load(packageName) as CredentialProviders;
  }
  throw new ConfigurationError(
    `Signing for AWS without static keys needs a package that is not installed: run npm install ${packageName} in the program's folder, or set awsAccessKey and awsSecretKey.`,
  );
}

/** A web identity's token, which the service may echo. */
function tokensOf(plan: CredentialPlan): string[] {
  if (plan.from === "assumedRole") return tokensOf(plan.source);
  if (plan.from !== "webIdentity") return [];
  try {
    return [readFileSync(plan.tokenFile, "utf8").trim()];
  } catch {
    return [];
  }
}

function explained(error: unknown, plan: CredentialPlan): ConfigurationError {
  const secrets = secretsOf({
    signIn: { kind: "aws", service: "es", region: "", credentials: plan },
    proxy: undefined,
  });
  const known = [...secrets, ...tokensOf(plan)];
  const clean = (text: string): string =>
    shortened(redact(text.replace(/Command failed: [^]*/, "credential_process failed"), known));
  const { reason = "", isOfProxy = false } = readNetworkError(error, clean).failure;
  const name = error instanceof Error && !("code" in error) ? `${error.name}: ` : "";
  const said = isOfProxy ? reason : `${name}${reason}`;
  return new ConfigurationError(
    `Could not get AWS credentials from ${describePlan(plan)}: ${unbroken(clean(said))}. Check the aws settings of the Provider or the stack, the AWS_ variables, and that the role can be assumed.`,
    { cause: bareCause(error, clean) },
  );
}
