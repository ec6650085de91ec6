// SPDX-License-Identifier: Apache-2.0
import { parseDuration } from "../../waiting/duration";
import { pemProblem } from "../network/pem-setting";
import { connectionAliasViolations } from "../text/names";
import { httpUrlProblem } from "../text/url";

/** Settings of one group come from one source, so that no half of a credential reaches another cluster. */
export type Group =
  | "address"
  | "basic"
  | "token"
  | "clientCertificate"
  | "signing"
  | "region"
  | "keys"
  | "webIdentity"
  | "profile"
  | "role";

export interface Setting {
  /** The environment variable. */
  readonly variable: string;
  readonly group?: Group;
  /** A secret always, or a URL that is shown unless it carries userinfo. */
  readonly secret?: "always" | "userinfo";
  /** Empty, it is left out: it names neither an address nor a credential. */
  readonly mayBeEmpty?: true;
  /** Blanks at its ends are part of it. */
  readonly isVerbatim?: true;
  /** The rule that a text breaks, as the rest of a sentence that begins with the name. */
  readonly problem?: (text: string) => string | undefined;
}

const certificate = (text: string) => pemProblem("certificate", text);
const onOff = (text: string) =>
  /^(true|false)$/.test(text) ? undefined : 'must be "true" or "false"';
const duration = (text: string) =>
  parseDuration(text) ? undefined : 'must be a duration such as "75s"';

/** The settings, as the provider, the stack's configuration (`opensearch:<name>`) and the environment spell them. */
export const settings = tableOf({
  url: { variable: "OPENSEARCH_URL", group: "address", secret: "userinfo" },
  urls: { variable: "OPENSEARCH_URLS", group: "address", secret: "userinfo" },
  username: { variable: "OPENSEARCH_USERNAME", group: "basic" },
  password: {
    variable: "OPENSEARCH_PASSWORD",
    group: "basic",
    secret: "always",
    isVerbatim: true,
  },
  token: { variable: "OPENSEARCH_TOKEN", group: "token", secret: "always" },
  tokenName: { variable: "OPENSEARCH_TOKEN_NAME", group: "token" },
  clientCert: {
    variable: "OS_CLIENT_CERTIFICATE_PATH",
    group: "clientCertificate",
    problem: certificate,
  },
  clientKey: {
    variable: "OS_CLIENT_KEY_PATH",
    group: "clientCertificate",
    secret: "always",
    problem: (text) => pemProblem("private key", text),
  },
  signAwsRequests: { variable: "OPENSEARCH_SIGN_AWS_REQUESTS", group: "signing", problem: onOff },
  awsSignatureService: { mayBeEmpty: true, variable: "OPENSEARCH_AWS_SIGNATURE_SERVICE" },
  awsRegion: { variable: "AWS_REGION", group: "region" },
  awsAccessKey: { variable: "AWS_ACCESS_KEY_ID", group: "keys" },
  awsSecretKey: { variable: "AWS_SECRET_ACCESS_KEY", group: "keys", secret: "always" },
  awsToken: { variable: "AWS_SESSION_TOKEN", group: "keys", secret: "always" },
  awsProfile: { variable: "AWS_PROFILE", group: "profile" },
  awsAssumeRoleArn: { variable: "OPENSEARCH_AWS_ASSUME_ROLE_ARN", group: "role" },
  awsAssumeRoleExternalId: { variable: "OPENSEARCH_AWS_ASSUME_ROLE_EXTERNAL_ID", group: "role" },
  awsAssumeRoleSessionName: { mayBeEmpty: true, variable: "AWS_ROLE_SESSION_NAME" },
  awsWebIdentityRoleArn: { variable: "AWS_ROLE_ARN", group: "webIdentity" },
  awsWebIdentityTokenFile: { variable: "AWS_WEB_IDENTITY_TOKEN_FILE", group: "webIdentity" },
  insecure: { mayBeEmpty: true, variable: "OPENSEARCH_INSECURE", problem: onOff },
  caCert: { mayBeEmpty: true, variable: "OPENSEARCH_CACERT_FILE", problem: certificate },
  proxy: {
    variable: "OPENSEARCH_PROXY",
    secret: "userinfo",
    problem: (text) => httpUrlProblem(text, { example: "http://proxy.example.com:3128" })?.text,
  },
  hostOverride: {
    variable: "OPENSEARCH_HOST_OVERRIDE",
    problem: (text) =>
      /^[^\s/@:?#]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(text)
        ? undefined
        : 'must be a host name such as "search.example.com", without scheme or path',
  },
  requestTimeout: { mayBeEmpty: true, variable: "OPENSEARCH_REQUEST_TIMEOUT", problem: duration },
  startsInFlight: {
    mayBeEmpty: true,
    variable: "OPENSEARCH_STARTS_IN_FLIGHT",
    problem: (text) =>
      Number.isInteger(Number(text)) && Number(text) >= 1
        ? undefined
        : "must be a whole number above zero",
  },
  waitForAccess: { mayBeEmpty: true, variable: "OPENSEARCH_WAIT_FOR_ACCESS", problem: duration },
  onClusterChange: {
    mayBeEmpty: true,
    variable: "OPENSEARCH_ON_CLUSTER_CHANGE",
    problem: (text) =>
      /^(refuse|startAnew)$/.test(text) ? undefined : 'must be "refuse" or "startAnew"',
  },
  whenUnreachable: {
    mayBeEmpty: true,
    variable: "OPENSEARCH_WHEN_UNREACHABLE",
    problem: (text) => (/^(fail|forget)$/.test(text) ? undefined : 'must be "fail" or "forget"'),
  },
  leaderAlias: {
    variable: "OPENSEARCH_LEADER_ALIAS",
    problem: (text) => connectionAliasViolations(text)[0],
  },
});

export type SettingName = keyof typeof settings;

export const settingNames = Object.keys(settings) as SettingName[];

/** Settings as they come in: text, nothing checked. */
export type RawSettings = { readonly [name in SettingName]?: string | undefined };

function tableOf<Name extends string>(
  table: Readonly<Record<Name, Setting>>,
): Readonly<Record<Name, Setting>> {
  return table;
}
