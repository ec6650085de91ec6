// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { type Setting, type SettingName, settings } from "../opensearch/settings/table";
import { checkedBefore } from "./mistakes";
import { providerProblem, settingsProblem } from "./provider-problems";
import type { ProviderSettings } from "./provider-settings";
import { argumentsOf, isPending } from "./arguments";

/**
 * The settings of a {@link Provider}; all are optional and fall back to the environment.
 *
 * A change of a setting takes effect at the next call and touches no replication.
 *
 * @interface
 * @throws In the preview, if a known setting is invalid; at the first call, if another one is.
 * @see `opensearch:<setting>` of the stack's configuration; the environment variable is named with each.
 */
export type ProviderArgs = Given<ProviderSettings>;

/** The inputs of settings, of which each name must be documented. */
type Given<Settings extends { readonly [name in SettingName]: unknown }> = {
  [name in keyof Settings]?: Settings[name] extends (infer Item)[]
    ? pulumi.Input<pulumi.Input<Item>[]>
    : pulumi.Input<Settings[name]>;
};

/**
 * The access to one follower cluster, for the resources that get it as `provider`.
 *
 * The state stores it once, with its secrets encrypted; replications hold no credentials. Known settings
 * are checked in the preview; settings from resources that do not exist yet, at the first call. Changing
 * them touches no replication.
 *
 * @throws In the program, if a known setting is invalid: one sentence for each.
 * @see `GET /` of the cluster, for its version and uuid.
 * @example
 * ```ts
 * const follower = new replication.Provider("follower", { url, username: "admin", password });
 * ```
 */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs = {}, opts: pulumi.ResourceOptions = {}) {
    const given = Object.entries<pulumi.Input<unknown>>(argumentsOf(`Provider "${name}"`, args));
    const texts = Object.fromEntries(
      given.flatMap(([setting, value]) =>
        value === undefined ? [] : [[setting, pulumi.output(value).apply(asText)]],
      ),
    );
    const configuration = Object.fromEntries(
      Object.entries(texts).map(([setting, text]) => [
        `opensearch:${setting}`,
        marked(setting, text),
      ]),
    );
    const isPlain = (value: unknown): boolean => ![value].flat().some(isPending);
    const entries = given.filter(([setting]) => setting in texts);
    const known = entries.filter(([, value]) => isPlain(value));
    const now = settingsProblem(
      name,
      Object.fromEntries(known.map(([setting, value]) => [setting, asText(value)])),
      new Set(entries.flatMap(([setting, value]) => (isPlain(value) ? [] : [setting]))),
    );
    const later = (): Promise<string | undefined> => providerProblem(name, texts);
    super("pulumi-nodejs", name, configuration, {
      ...opts,
      dependsOn: checkedBefore(now, later, opts.dependsOn ?? []) as Dependencies,
    });
    configurations.set(this, pulumi.secret(configuration));
  }
}

type Dependencies = NonNullable<pulumi.ResourceOptions["dependsOn"]>;

/** A list becomes JSON, since a comma may be part of a password; an output that holds nothing becomes an empty text, which is refused. */
export function asText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The text, as a secret where it is one. A URL is shown, so that a preview tells which cluster it is. */
function marked(setting: string, text: pulumi.Output<string>): pulumi.Output<string> {
  const { secret } = (settings as Readonly<Record<string, Setting>>)[setting] ?? {};
  if (secret === "always") return pulumi.secret(text);
  // Whatever may be userinfo, also of a URL that is none.
  const isHidden = (url: string) => secret === "userinfo" && /@|%40/.test(url);
  return text.apply((url) => (isHidden(url) ? pulumi.secret(url) : pulumi.output(url)));
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
