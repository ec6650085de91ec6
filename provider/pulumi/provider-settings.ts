// SPDX-License-Identifier: Apache-2.0
import type { OnClusterChange, WhenUnreachable } from "../opensearch/settings/client-settings";
import type { Duration } from "../waiting/duration";

/**
 * The settings of a `Provider`, resolved.
 *
 * A change of a setting takes effect at the next call and touches no replication.
 *
 * @throws In the preview, if a known setting is invalid; at the first call, if another one is.
 * @see `opensearch:<setting>` of the stack's configuration; the environment variable is named with each.
 */
export interface ProviderSettings {
  /**
   * The follower cluster's REST address. Userinfo in it (percent-encoded) is used as basic sign-in,
   * overrides any other sign-in of the environment, and makes the URL a secret; a URL without it is shown.
   *
   * Default: `opensearch:url` of the stack, else `OPENSEARCH_URL`.
   * @example "https://search.example.com:9200"
   */
  url: string;
  /**
   * Several addresses of the same follower cluster, instead of `url`: reads try each in turn; writes move
   * to the next only if the request certainly was not sent. Userinfo as in `url`.
   *
   * Default: `opensearch:urls` of the stack, else `OPENSEARCH_URLS` (separated by commas).
   * @example ["https://node-1.example.com:9200", "https://node-2.example.com:9200"]
   */
  urls: string[];
  /** User name of a basic sign-in; set it in the same place as `password`. Default: `opensearch:username`, else `OPENSEARCH_USERNAME`. */
  username: string;
  /** Password of a basic sign-in; always stored as a secret. Default: `opensearch:password`, else `OPENSEARCH_PASSWORD`. */
  password: string;
  /** A token, sent as `Authorization: <tokenName> <token>`; always stored as a secret. Default: `opensearch:token`, else `OPENSEARCH_TOKEN`. */
  token: string;
  /** The scheme before the token, such as `Bearer` or `ApiKey`. Default: `Bearer`. */
  tokenName: string;
  /**
   * The client certificate: PEM text, or the path of a file with it. Works alone or with any other
   * sign-in, always together with `clientKey`.
   *
   * Default: `opensearch:clientCert`, else `OS_CLIENT_CERTIFICATE_PATH`.
   * @example "client.pem"
   */
  clientCert: string;
  /** The private key of `clientCert`, without a passphrase: PEM text, or the path of a file with it; always stored as a secret. Default: `opensearch:clientKey`, else `OS_CLIENT_KEY_PATH`. */
  clientKey: string;
  /**
   * Whether to sign every request for Amazon's service (Signature Version 4), instead of a user name or
   * a token.
   *
   * Default: true if any other `aws…` setting is on the provider or in the stack's configuration, else `OPENSEARCH_SIGN_AWS_REQUESTS`, else false.
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
  /** Id of a static access key; together with `awsSecretKey` it takes precedence over all other credentials. Default: `AWS_ACCESS_KEY_ID`, unless `AWS_PROFILE` is set. */
  awsAccessKey: string;
  /** The secret of the static access key; always stored as a secret. Default: `AWS_SECRET_ACCESS_KEY`. */
  awsSecretKey: string;
  /** The session token of a temporary access key; always stored as a secret. Default: `AWS_SESSION_TOKEN`. */
  awsToken: string;
  /** The profile of the shared AWS files to take credentials from. Default: what the AWS SDK finds, `AWS_PROFILE` included. */
  awsProfile: string;
  /**
   * A role to assume, with the credentials that would otherwise sign.
   *
   * Default: `OPENSEARCH_AWS_ASSUME_ROLE_ARN`.
   * @example "arn:aws:iam::123456789012:role/replication"
   */
  awsAssumeRoleArn: string;
  /** The external id that the assumed role requires. Default: `OPENSEARCH_AWS_ASSUME_ROLE_EXTERNAL_ID`. */
  awsAssumeRoleExternalId: string;
  /** The session name of an assumed role or a web identity. Default: `AWS_ROLE_SESSION_NAME`, else `pulumi-opensearch-replication`. */
  awsAssumeRoleSessionName: string;
  /** The role of a web identity (OIDC, such as a CI job or a Kubernetes service account). Default: what the AWS SDK finds, `AWS_ROLE_ARN` included. */
  awsWebIdentityRoleArn: string;
  /** The file with the web identity's token. Default: what the AWS SDK finds, `AWS_WEB_IDENTITY_TOKEN_FILE` included. */
  awsWebIdentityTokenFile: string;
  /** Whether to skip the check of the server's certificate; for experiments only, and every operation warns of it. Default: false. */
  insecure: boolean;
  /** The certificate authority to trust in addition to those of Node.js: PEM text, or the path of a file with it. Default: `OPENSEARCH_CACERT_FILE`. */
  caCert: string;
  /**
   * The HTTP(S) proxy to use, also for AWS credentials; userinfo (percent-encoded), if the proxy requires
   * a sign-in, makes it a secret. SOCKS and other schemes are refused.
   *
   * Default: `OPENSEARCH_PROXY`, else as `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` say.
   * @example "http://proxy.example.com:3128"
   */
  proxy: string;
  /**
   * The cluster's own host name, if you reach it through a tunnel: sent as the Host header, and checked
   * against its certificate.
   *
   * Default: `OPENSEARCH_HOST_OVERRIDE`.
   * @example "search.example.com"
   */
  hostOverride: string;
  /**
   * How long one request may take. A start alone may take 30 s, so set at least 60 s.
   *
   * Default: `75s`.
   */
  requestTimeout: Duration;
  /** How many starts may run at a time on this cluster; the others wait. Default: 6. */
  startsInFlight: number;
  /**
   * How long to keep trying while the cluster refuses access (401, 403), is starting (503; 502 and 504
   * from a proxy in front of it) or is not found; for clusters that the same program has just created.
   *
   * Default: no retry.
   *
   * @example "5m"
   */
  waitForAccess: Duration;
  /**
   * What to do if this provider points to another cluster than the one on which its resources were
   * created (`cluster_uuid` of `GET /`): `refuse` fails and touches nothing; with `startAnew`, `up` creates
   * them on the new cluster, and refresh and destroy consider what was on the old one gone.
   *
   * Default: `OPENSEARCH_ON_CLUSTER_CHANGE`, else `refuse`.
   */
  onClusterChange: OnClusterChange;
  /**
   * What a destroy does if the cluster cannot be reached: `fail`, or `forget` the resources, which removes
   * them from the state with a warning and leaves whatever is on the cluster. For clusters that are gone
   * for good; a cluster that answers, whatever it answers, is never forgotten.
   *
   * Default: `OPENSEARCH_WHEN_UNREACHABLE`, else `fail`.
   */
  whenUnreachable: WhenUnreachable;
  /** The connection alias for replications and rules that set none. Default: `OPENSEARCH_LEADER_ALIAS`. */
  leaderAlias: string;
}
