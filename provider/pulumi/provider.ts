// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import type { Duration } from "../waiting/duration";

/** The settings of a {@link Provider}, resolved. */
export interface ProviderSettings {
  /**
   * The follower cluster's REST address. Userinfo in it is used as basic sign-in, and never shown.
   *
   * Default: `opensearch:url` of the stack, else `OPENSEARCH_URL`.
   * @example "https://search.example.com:9200"
   */
  url: string;
  /** User name of a basic sign-in. Default: `opensearch:username`, else `OPENSEARCH_USERNAME`. */
  username: string;
  /** Password of a basic sign-in; always stored as a secret. Default: `opensearch:password`, else `OPENSEARCH_PASSWORD`. */
  password: string;
  /** A token, sent as `Authorization: <tokenName> <token>`; always stored as a secret. Default: `opensearch:token`, else `OPENSEARCH_TOKEN`. */
  token: string;
  /** The scheme in front of the token, such as `Bearer` or `ApiKey`. Default: `Bearer`. */
  tokenName: string;
  /** Do not check the server's certificate; for experiments only. Default: false. */
  insecure: boolean;
  /** The certificate authority to trust besides the public ones: PEM text, or the path of a file with it. Default: `OPENSEARCH_CACERT_FILE`. */
  caCert: string;
  /**
   * How long one request may take. A start may itself take 30 s, so less than 60 s is asking for trouble.
   *
   * Default: `75s`.
   */
  requestTimeout: Duration;
  /** How many starts may be under way at a time on this cluster; the others wait. Default: 6. */
  startsInFlight: number;
  /**
   * For how long the cluster may refuse access (401, 403) or not be found before that is believed; for
   * domains that the same program has just made. Default: not at all.
   *
   * @example "5m"
   */
  waitForAccess: Duration;
  /** The connection alias of replications that name none. Default: `OPENSEARCH_LEADER_ALIAS`. */
  leaderAlias: string;
}

/** The settings of a {@link Provider}; all are optional and fall back to the environment. */
export type ProviderArgs = {
  [name in keyof ProviderSettings]?: pulumi.Input<ProviderSettings[name]>;
};

/**
 * The connection to one follower cluster, for the replications that are given it as `provider`.
 *
 * It is stored once in the state, its secrets encrypted; replications hold no credentials. Its
 * settings are checked when a call first needs the cluster, never in a preview, so they may come
 * from resources that do not exist yet. Changing them touches no replication.
 *
 * @example
 * ```ts
 * const follower = new replication.Provider("follower", { url: domain.endpoint, username: "admin", password });
 * ```
 */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    const { url, password, token, ...plain } = args;
    const secret = (value: pulumi.Input<string> | undefined): pulumi.Input<string> | undefined =>
      value === undefined ? undefined : pulumi.secret(value);
    // A URL can carry a password as userinfo, which is known only when the URL is.
    const settings = {
      ...plain,
      url: secret(url),
      password: secret(password),
      token: secret(token),
    };
    const inputs = Object.entries(settings).flatMap(([key, value]) =>
      value === undefined
        ? []
        : [[`opensearch:${key}`, pulumi.output(value).apply(String)] as const],
    );
    const configuration = Object.fromEntries(inputs);
    super("pulumi-nodejs", name, configuration, opts);
    configurations.set(this, pulumi.secret(configuration));
  }
}

/** Beside the object, since what is on it is printed with it. */
const configurations = new WeakMap<pulumi.ProviderResource, Configuration>();

/** What a provider was given, as `opensearch:<name>`: a secret. */
export type Configuration = pulumi.Output<Readonly<Record<string, string>>>;

/**
 * What a provider was given, for look-ups, which run in the program's own process; `undefined` for
 * one that is not of this package.
 */
export function configurationOf(provider: pulumi.ProviderResource): Configuration | undefined {
  return configurations.get(provider);
}
