// SPDX-License-Identifier: Apache-2.0
import {
  type RawSettings,
  type SettingName,
  settings as table,
} from "../../../provider/opensearch/settings/table";
import { type ProviderHost, startProviderHost } from "../../support/provider-host";
import { thePair } from "./pair";

/** The SDK's real provider process, with the follower's settings unless it is given others. */
export async function newHost(settings?: RawSettings): Promise<ProviderHost> {
  const host = await startProviderHost();
  await host.configure(
    named(settings ?? thePair().surroundings.raw, (name) => `opensearch:${name}`),
  );
  return host;
}

/** The follower's settings as environment. */
export function variables(): Record<string, string> {
  return named(thePair().surroundings.raw, (name) => table[name].variable);
}

/** The same, for an address of this machine that leads to the follower and signs in where nobody else does. */
export function variablesAt(url: string): Record<string, string> {
  const { raw, follower } = thePair().surroundings;
  const { requestTimeout, token, tokenName } = raw;
  const { signIn } = follower;
  // A sign-in that stood in the address would be lost with it.
  const credentials =
    signIn.kind === "basic" ? { username: signIn.username, password: signIn.password } : {};
  const settings = { url, requestTimeout, token, tokenName, ...credentials };
  return named(settings, (name) => table[name].variable);
}

function named(settings: RawSettings, nameOf: (name: SettingName) => string) {
  const entries = Object.entries(settings) as [SettingName, string | undefined][];
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined ? [] : [[nameOf(name), value]])),
  ) as Record<string, string>;
}
