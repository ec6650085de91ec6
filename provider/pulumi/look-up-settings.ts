// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { gatherSettings, given } from "../opensearch/settings/precedence";
import { type RawSettings, type SettingName, settingNames } from "../opensearch/settings/table";
import { knownValue } from "./known-values";
import { type Configuration, configurationOf, type Provider } from "./provider";
import { stackProblem } from "./provider-problems";
import { isResource } from "./arguments";

/** Options of a look-up. */
export interface LookUpOptions {
  /**
   * The provider of the follower cluster to read.
   *
   * Default: the stack's configuration (`opensearch:url`, …), then the environment (`OPENSEARCH_URL`, …).
   */
  readonly provider?: Provider | undefined;
}

/** Settings, and what of them is not of the environment. */
export interface LookUpSettings {
  readonly raw: RawSettings;
  readonly configured: RawSettings;
}

/**
 * The settings of a look-up: a secret, unknown while the provider's are. A program's process gets
 * them as the provider's process does: from the provider or the stack, and what these leave open
 * from the environment.
 */
export function settingsFor(options: LookUpOptions): pulumi.Output<LookUpSettings> {
  const { provider } = options;
  // Taken for options, it would name no provider, and another cluster would be asked.
  if (isResource(options)) {
    throw new pulumi.RunError("Pass a look-up's provider as { provider }.");
  }
  const configuration = provider === undefined ? stackConfiguration() : configurationOf(provider);
  if (configuration === undefined) {
    throw new pulumi.RunError(
      "The `provider` of a look-up must be a Provider of pulumi-opensearch-replication.",
    );
  }
  return configuration.apply((values) => {
    const valueOf = (name: SettingName): string | undefined => values[`opensearch:${name}`];
    return { raw: gatherSettings(valueOf, process.env), configured: given(valueOf) };
  });
}

/** The settings at once, for look-ups that return a promise; `instead` names the form that can wait for them. */
export async function knownSettings(
  options: LookUpOptions,
  instead: string,
): Promise<LookUpSettings> {
  const known = await knownValue(settingsFor(options));
  if (known !== undefined) return known.value;
  throw new pulumi.RunError(
    `The provider's settings are not known in this preview, since they come from resources that do not exist yet. Use ${instead}, whose result is then unknown too.`,
  );
}

function stackConfiguration(): Configuration {
  const problem = stackProblem();
  if (problem !== undefined) throw problem;
  const config = new pulumi.Config("opensearch");
  const entries = settingNames.flatMap((name) => {
    const value = config.getSecret(name);
    return value === undefined ? [] : [[`opensearch:${name}`, value] as const];
  });
  return pulumi.secret(Object.fromEntries(entries));
}
