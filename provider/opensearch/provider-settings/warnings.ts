// SPDX-License-Identifier: Apache-2.0
import type { ResolvedSettings } from "./resolve-settings";

/** What the person at the terminal should hear about settings that work, but are not safe. */
export function warningsOf(resolved: ResolvedSettings): readonly string[] {
  if (!("settings" in resolved)) return [];
  const { baseUrl, otherUrls, insecure } = resolved.settings;
  if (!insecure || !baseUrl.startsWith("https:")) return [];
  const hosts = [baseUrl, ...otherUrls].map((url) => new URL(url).origin).join(", ");
  return [
    `The certificate of ${hosts} is not checked (insecure): whoever is in between can read the sign-in and change what is sent. Set caCert instead.`,
  ];
}
