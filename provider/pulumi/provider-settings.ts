// SPDX-License-Identifier: Apache-2.0
import type { OnClusterChange } from "../opensearch/provider-settings/client-settings";
import type { Duration } from "../waiting/duration";

/** The settings of a `Provider`, resolved. */
export interface ProviderSettings {
  /**
   * The follower cluster's REST address. Userinfo in it (percent-encoded) is used as basic sign-in, hides
   * every other sign-in of the environment, and makes the URL a secret; one without it is shown.
   *
   * Default: `opensearch:url` of the stack, else `OPENSEARCH_URL`.
   * @example "https://search.example.com:9200"
   */
  url: string;
  /**
   * Several addresses of the one follower cluster, instead of `url`: reads try each in turn, writes go on
   * to the next only where the request certainly never left. Userinfo as in `url`.
   *
   * Default: `opensearch:urls` of the stack, else `OPENSEARCH_URLS` (separated by commas).
   * @example ["https://node-1.example.com:9200", "https://node-2.example.com:9200"]
   */
  urls: string[];
  /** User name of a basic sign-in; comes from the same place as `password`. Default: `opensearch:username`, else `OPENSEARCH_USERNAME`. */
  username: string;
  /** Password of a basic sign-in; always stored as a secret. Default: `opensearch:password`, else `OPENSEARCH_PASSWORD`. */
  password: string;
  /** A token, sent as `Authorization: <tokenName> <token>`; always stored as a secret. Default: `opensearch:token`, else `OPENSEARCH_TOKEN`. */
  token: string;
  /** The scheme in front of the token, such as `Bearer` or `ApiKey`. Default: `Bearer`. */
  tokenName: string;
  /**
   * The certificate to show to the cluster: PEM text, or the path of a file with it. Goes alone or with
   * any other sign-in, always with `clientKey`.
   *
   * Default: `opensearch:clientCert`, else `OS_CLIENT_CERTIFICATE_PATH`.
   * @example "client.pem"
   */
  clientCert: string;
  /** The key of `clientCert`, without a passphrase: PEM text, or the path of a file with it; always stored as a secret. Default: `opensearch:clientKey`, else `OS_CLIENT_KEY_PATH`. */
  clientKey: string;
  /**
   * Sign every request for Amazon's service (Signature Version 4) instead of a user name or a token.
   *
   * Default: true where any other `aws…` setting is on the provider or in the stack's configuration,
   * else `OPENSEARCH_SIGN_AWS_REQUESTS`, else false.
   */
  signAwsRequests: boolean;
  /**
   * The service to sign for: `es`. Serverless (`aoss`) is refused, since it has no replication. Default:
   * `OPENSEARCH_AWS_SIGNATURE_SERVICE`, else `es`.
   */
  awsSignatureService: "es";
  /**
   * The region to sign for. Default: what the host name says, else `AWS_REGION`, else `AWS_DEFAULT_REGION`.
   *
   * @example "eu-west-1"
   */
  awsRegion: string;
  /** Id of a static access key; with `awsSecretKey` it comes before all other credentials. Default: `AWS_ACCESS_KEY_ID`, unless `AWS_PROFILE` is set. */
  awsAccessKey: string;
  /** The static access key itself; always stored as a secret. Default: `AWS_SECRET_ACCESS_KEY`. */
  awsSecretKey: string;
  /** The session token that belongs to a temporary access key; always stored as a secret. Default: `AWS_SESSION_TOKEN`. */
  awsToken: string;
  /** The profile of the shared AWS files to take credentials from. Default: what the AWS SDK finds, `AWS_PROFILE` included. */
  awsProfile: string;
  /**
   * A role to assume, with the credentials that would be signed with otherwise.
   *
   * Default: `OPENSEARCH_AWS_ASSUME_ROLE_ARN`.
   * @example "arn:aws:iam::123456789012:role/replication"
   */
  awsAssumeRoleArn: string;
  /** The external id that the assumed role asks for. Default: `OPENSEARCH_AWS_ASSUME_ROLE_EXTERNAL_ID`. */
  awsAssumeRoleExternalId: string;
  /** What the session of an assumed role, or of a web identity's, is called. Default: `AWS_ROLE_SESSION_NAME`, else `pulumi-opensearch-replication`. */
  awsAssumeRoleSessionName: string;
  /** The role of a web identity (OIDC, such as a CI job or a Kubernetes service account). Default: what the AWS SDK finds, `AWS_ROLE_ARN` included. */
  awsWebIdentityRoleArn: string;
  /** The file with the web identity's token. Default: what the AWS SDK finds, `AWS_WEB_IDENTITY_TOKEN_FILE` included. */
  awsWebIdentityTokenFile: string;
  /** Do not check the server's certificate; for experiments only, and every operation warns of it. Default: false. */
  insecure: boolean;
  /** The certificate authority to trust besides those that Node.js trusts: PEM text, or the path of a file with it. Default: `OPENSEARCH_CACERT_FILE`. */
  caCert: string;
  /**
   * The HTTP(S) proxy to go through, also for AWS credentials, with userinfo (percent-encoded) where it asks
   * for a sign-in, which makes it a secret. SOCKS and others are refused.
   *
   * Default: `OPENSEARCH_PROXY`, else what `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` say.
   * @example "http://proxy.example.com:3128"
   */
  proxy: string;
  /**
   * The cluster's own host name where it is reached through a tunnel: sent as Host, and the name that
   * its certificate must be made out for.
   *
   * Default: `OPENSEARCH_HOST_OVERRIDE`.
   * @example "search.example.com"
   */
  hostOverride: string;
  /**
   * How long one request may take. A start may itself take 30 s, so less than 60 s is asking for trouble.
   *
   * Default: `75s`.
   */
  requestTimeout: Duration;
  /** How many starts may be under way at a time on this cluster; the others wait. Default: 6. */
  startsInFlight: number;
  /**
   * For how long the cluster may refuse access (401, 403), be starting (503; 502 and 504 of what stands in
   * front of it) or not be found before that is believed; for clusters that the same program has just
   * made. Default: not at all.
   *
   * @example "5m"
   */
  waitForAccess: Duration;
  /**
   * What becomes of resources when this provider leads to another cluster than the one that they were
   * made on (`cluster_uuid` of `GET /`): `refuse` says so and touches nothing; with `startAnew`, `up`
   * makes them on the new one, and refresh and destroy take what was on the old one for gone.
   *
   * Default: `OPENSEARCH_ON_CLUSTER_CHANGE`, else `refuse`.
   */
  onClusterChange: OnClusterChange;
  /** The connection alias of replications that name none. Default: `OPENSEARCH_LEADER_ALIAS`. */
  leaderAlias: string;
}
