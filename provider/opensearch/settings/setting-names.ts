// SPDX-License-Identifier: Apache-2.0

/** The settings' names, as the provider, the stack configuration (`opensearch:<name>`) and the environment spell them. */
export const settingVariables = {
  url: "OPENSEARCH_URL",
  urls: "OPENSEARCH_URLS",
  username: "OPENSEARCH_USERNAME",
  password: "OPENSEARCH_PASSWORD",
  token: "OPENSEARCH_TOKEN",
  tokenName: "OPENSEARCH_TOKEN_NAME",
  clientCert: "OS_CLIENT_CERTIFICATE_PATH",
  clientKey: "OS_CLIENT_KEY_PATH",
  signAwsRequests: "OPENSEARCH_SIGN_AWS_REQUESTS",
  awsSignatureService: "OPENSEARCH_AWS_SIGNATURE_SERVICE",
  awsRegion: "AWS_REGION",
  awsAccessKey: "AWS_ACCESS_KEY_ID",
  awsSecretKey: "AWS_SECRET_ACCESS_KEY",
  awsToken: "AWS_SESSION_TOKEN",
  awsProfile: "AWS_PROFILE",
  awsAssumeRoleArn: "OPENSEARCH_AWS_ASSUME_ROLE_ARN",
  awsAssumeRoleExternalId: "OPENSEARCH_AWS_ASSUME_ROLE_EXTERNAL_ID",
  awsAssumeRoleSessionName: "AWS_ROLE_SESSION_NAME",
  awsWebIdentityRoleArn: "AWS_ROLE_ARN",
  awsWebIdentityTokenFile: "AWS_WEB_IDENTITY_TOKEN_FILE",
  insecure: "OPENSEARCH_INSECURE",
  caCert: "OPENSEARCH_CACERT_FILE",
  proxy: "OPENSEARCH_PROXY",
  hostOverride: "OPENSEARCH_HOST_OVERRIDE",
  requestTimeout: "OPENSEARCH_REQUEST_TIMEOUT",
  startsInFlight: "OPENSEARCH_STARTS_IN_FLIGHT",
  waitForAccess: "OPENSEARCH_WAIT_FOR_ACCESS",
  onClusterChange: "OPENSEARCH_ON_CLUSTER_CHANGE",
  leaderAlias: "OPENSEARCH_LEADER_ALIAS",
} as const;

export type SettingName = keyof typeof settingVariables;

/** Settings as they come in: text, nothing checked. */
export type RawSettings = { readonly [name in SettingName]?: string | undefined };
