// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { serverlessRefusal, regionOfHost } from "../../../../provider/opensearch/text/amazon";
import {
  type CredentialPlan,
  describePlan,
  planCredentials,
} from "../../../../provider/opensearch/settings/aws-plan";
import { gatherSettings } from "../../../../provider/opensearch/settings/precedence";
import type { RawSettings } from "../../../../provider/opensearch/settings/table";
import { problemsOf, resolved } from "../../../support/resolved";

const url = "https://search.example.com";
const on = { url, signAwsRequests: "true", awsRegion: "eu-west-1" };
const keys = { awsAccessKey: "AK", awsSecretKey: "sk" };
const webIdentity = { awsWebIdentityRoleArn: "arn:web", awsWebIdentityTokenFile: "/token" };
const profile = { awsProfile: "ops" };
const role = { awsAssumeRoleArn: "arn:role" };

/** The kinds of credentials, the outermost first. */
function chain(plan: CredentialPlan): string {
  return plan.from === "assumedRole" ? `assumedRole < ${plan.source.from}` : plan.from;
}

describe("the order of AWS credentials", () => {
  for (const [settings, expected] of [
    [{}, "default"],
    [profile, "profile"],
    [{ ...profile, ...webIdentity }, "webIdentity"],
    [{ ...profile, ...webIdentity, ...keys }, "keys"],
    [role, "assumedRole < default"],
    [{ ...role, ...profile }, "assumedRole < profile"],
    [{ ...role, ...profile, ...webIdentity }, "assumedRole < webIdentity"],
    [{ ...role, ...profile, ...webIdentity, ...keys }, "assumedRole < keys"],
  ] as const) {
    it(`is ${expected} for ${Object.keys(settings).join(", ") || "nothing"}`, () => {
      expect(chain(planCredentials(settings))).to.equal(expected);
    });
  }

  it("carries what each kind needs", () => {
    expect(planCredentials({ ...keys, awsToken: "st" })).to.deep.equal({
      ...{ from: "keys", accessKeyId: "AK", secretAccessKey: "sk", sessionToken: "st" },
    });
    expect(
      planCredentials({
        ...{ ...webIdentity, ...role },
        ...{ awsAssumeRoleExternalId: "x", awsAssumeRoleSessionName: "ci" },
      }),
    ).to.deep.equal({
      ...{ from: "assumedRole", roleArn: "arn:role", externalId: "x", sessionName: "ci" },
      source: { from: "webIdentity", roleArn: "arn:web", tokenFile: "/token", sessionName: "ci" },
    });
  });

  it("is told without a secret", () => {
    const plan = planCredentials({ ...keys, awsToken: "s3ssion", ...role });
    expect(describePlan(plan)).to.equal(
      "the role arn:role, assumed with the keys awsAccessKey and awsSecretKey",
    );
  });
});

describe("AWS's own variables", () => {
  const ambient = {
    AWS_ACCESS_KEY_ID: "ambient",
    AWS_SECRET_ACCESS_KEY: "ambient-s",
    AWS_SESSION_TOKEN: "ambient-t",
  };
  const ambientIdentity = { AWS_ROLE_ARN: "arn:ambient", AWS_WEB_IDENTITY_TOKEN_FILE: "/ambient" };
  const planOf = (configured: RawSettings, environment: NodeJS.ProcessEnv): string => {
    const raw = gatherSettings((name) => configured[name], environment);
    const { signIn } = resolved(raw);
    return signIn.kind === "aws" ? chain(signIn.credentials) : signIn.kind;
  };

  for (const [what, configured, environment, expected] of [
    ["never switch signing on", { url }, { ...ambient, AWS_REGION: "eu-west-1" }, "none"],
    ["do not replace a password", { url, username: "u", password: "p" }, ambient, "basic"],
    ["are used where signing is on", on, ambient, "keys"],
    ["are used where only the region is configured", { url, awsRegion: "x" }, ambient, "keys"],
    ["give way to a profile", { ...on, ...profile }, { ...ambient, ...ambientIdentity }, "profile"],
    ["give way to a web identity", { ...on, ...webIdentity }, ambient, "webIdentity"],
    ["are what a role is assumed with", { ...on, ...role }, ambient, "assumedRole < keys"],
    ["leave a web identity to the SDK", on, ambientIdentity, "default"],
    ["leave a profile to the SDK", on, { AWS_PROFILE: "ops" }, "default"],
    ["leave keys beside a profile to the SDK", on, { AWS_PROFILE: "ops", ...ambient }, "default"],
    ["leave half a key to the SDK", on, { AWS_ACCESS_KEY_ID: "ambient" }, "default"],
    ["leave a session token alone to the SDK", on, { AWS_SESSION_TOKEN: "t" }, "default"],
    [
      "count when the environment switches signing on",
      { url },
      {
        ...ambient,
        AWS_REGION: "",
        OPENSEARCH_SIGN_AWS_REQUESTS: "true",
        AWS_DEFAULT_REGION: "eu-west-1",
      },
      "keys",
    ],
    ["do not count where signing is off", { ...on, signAwsRequests: "false" }, ambient, "none"],
  ] as const) {
    it(what, () => expect(planOf(configured, environment)).to.equal(expected));
  }

  it("are never mixed with configured keys", () => {
    const raw = gatherSettings((name) => ({ ...on, awsAccessKey: "AK" })[name as "url"], ambient);
    expect(problemsOf(raw)).to.deep.equal([
      "awsSecretKey is missing, but awsAccessKey is set: set both in one place (the Provider or the stack's configuration, or else the environment)",
    ]);
    const whole = gatherSettings((name) => ({ ...on, ...keys })[name as "url"], ambient);
    expect(whole).not.to.have.property("awsToken");
  });

  it("let a configured signature hide a user and a token of the environment", () => {
    const environment = {
      OPENSEARCH_USERNAME: "u",
      OPENSEARCH_PASSWORD: "p",
      OPENSEARCH_TOKEN: "t",
    };
    expect(planOf({ ...on, ...keys }, environment)).to.equal("keys");
  });

  it("name the region only where neither the settings nor the host name do", () => {
    const region = (configured: RawSettings, environment: NodeJS.ProcessEnv) => {
      const raw = gatherSettings((name) => configured[name], environment);
      const { signIn } = resolved(raw);
      return signIn.kind === "aws" ? signIn.region : undefined;
    };
    const sign = { signAwsRequests: "true" };
    const hosted = "https://x.eu-north-1.es.amazonaws.com";
    const both = { AWS_REGION: "us-east-1", AWS_DEFAULT_REGION: "us-east-2" };
    expect(region({ url: hosted, awsRegion: "eu-west-1" }, both)).to.equal("eu-west-1");
    expect(region({ url: hosted, ...sign }, both)).to.equal("eu-north-1");
    expect(region({ urls: `${hosted},https://y`, ...sign }, both)).to.equal("eu-north-1");
    expect(region({ url, ...sign }, both)).to.equal("us-east-1");
    expect(region({ url, ...sign }, { AWS_DEFAULT_REGION: "us-east-2" })).to.equal("us-east-2");
  });
});

describe("the region in a host's name", () => {
  for (const [host, region] of [
    ["https://search-logs-abc.eu-west-1.es.amazonaws.com", "eu-west-1"],
    ["https://u:p@vpc-logs.us-gov-west-1.es.amazonaws.com:443/x", "us-gov-west-1"],
    ["https://x.cn-north-1.es.amazonaws.com.cn/", "cn-north-1"],
    ["abc.ap-southeast-2.aoss.amazonaws.com", "ap-southeast-2"],
    ["https://logs-abc.aos.us-east-1.on.aws", "us-east-1"],
    ["https://search.example.com", undefined],
    ["https://es.amazonaws.com.example.com", undefined],
    ["", undefined],
  ] as const) {
    it(`of ${host || "nothing"} is ${region ?? "not there"}`, () =>
      expect(regionOfHost(host)).to.equal(region));
  }
});

describe("settings for AWS", () => {
  for (const [what, settings, problem] of [
    [
      "half a static key",
      { ...on, awsAccessKey: "AK" },
      "awsSecretKey is missing, but awsAccessKey is set: set both in one place (the Provider or the stack's configuration, or else the environment)",
    ],
    [
      "the other half",
      { ...on, awsSecretKey: "sk" },
      "awsAccessKey is missing, but awsSecretKey is set: set both in one place (the Provider or the stack's configuration, or else the environment)",
    ],
    [
      "half a web identity",
      { ...on, awsWebIdentityRoleArn: "arn" },
      "awsWebIdentityTokenFile is missing, but awsWebIdentityRoleArn is set: set both in one place (the Provider or the stack's configuration, or else the environment)",
    ],
    [
      "a session token alone",
      { ...on, awsToken: "t" },
      "awsAccessKey and awsSecretKey are missing (an awsToken is set)",
    ],
    [
      "no region",
      { url, signAwsRequests: "true" },
      "awsRegion is missing (the host name does not contain it)",
    ],
    ["another service", { ...on, awsSignatureService: "s3" }, 'awsSignatureService must be "es"'],
    [
      "serverless",
      { ...on, awsSignatureService: "aoss" },
      `awsSignatureService is "aoss": ${serverlessRefusal}`,
    ],
    [
      "a nonsense switch",
      { url, signAwsRequests: "yes" },
      'signAwsRequests must be "true" or "false"',
    ],
    [
      "a password besides",
      { ...on, username: "u", password: "p" },
      "signing for AWS and token or username/password contradict each other: set one of them, or signAwsRequests to false",
    ],
    [
      "a token besides",
      { ...on, token: "t" },
      "signing for AWS and token or username/password contradict each other: set one of them, or signAwsRequests to false",
    ],
    [
      "userinfo in the url besides",
      { ...on, url: "https://u:p@h" },
      "signing for AWS and token or username/password contradict each other: set one of them, or signAwsRequests to false",
    ],
  ] as const) {
    it(`refuse ${what}`, () => expect(problemsOf(settings)).to.deep.equal([problem]));
  }
});
