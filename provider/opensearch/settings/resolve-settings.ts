// SPDX-License-Identifier: Apache-2.0
import { parseDuration } from "../../waiting/duration";
import { readAddresses } from "./addresses";
import type { ClientSettings } from "./client-settings";
import { problemsIn } from "./problems";
import { signInOf } from "./sign-in";
import type { RawSettings } from "./table";

/** Settings that calls can be made with, or every problem that stands in the way. */
export type ResolvedSettings =
  { readonly settings: ClientSettings } | { readonly problems: readonly string[] };

/** Checks and interprets the settings; never throws. */
export function resolveSettings(raw: RawSettings): ResolvedSettings {
  const problems = problemsIn(raw);
  const { addresses } = readAddresses(raw);
  if (addresses === undefined || problems.length > 0) return { problems };
  const { clientCert: cert, clientKey: key, caCert, proxy, hostOverride } = raw;
  return {
    settings: {
      baseUrl: addresses.baseUrl,
      otherUrls: addresses.otherUrls,
      signIn: signInOf(raw, addresses),
      clientCertificate: cert === undefined || key === undefined ? undefined : { cert, key },
      insecure: raw.insecure === "true",
      caCert,
      proxy,
      hostOverride,
      // A start may itself take 30 s, and a single one in a burst took 45 on a real pair.
      requestTimeout: parseDuration(raw.requestTimeout ?? "75s") ?? 0,
      // A wide burst of starts makes single ones time out, and eight wide are hardly faster than six.
      startsInFlight: Number(raw.startsInFlight ?? "6"),
      waitForAccess: parseDuration(raw.waitForAccess ?? "") ?? 0,
      onClusterChange: raw.onClusterChange === "startAnew" ? "startAnew" : "refuse",
      whenUnreachable: raw.whenUnreachable === "forget" ? "forget" : "fail",
    },
  };
}

/** What the person at the terminal should hear about settings that work, but are not safe. */
export function warningsOf(resolved: ResolvedSettings): readonly string[] {
  if (!("settings" in resolved)) return [];
  const { baseUrl, otherUrls, insecure } = resolved.settings;
  if (!insecure || !baseUrl.startsWith("https:")) return [];
  const hosts = [baseUrl, ...otherUrls].map((url) => new URL(url).origin).join(", ");
  return [
    `The certificate of ${hosts} is not checked (insecure): anyone in between can read the sign-in and change requests. Set caCert instead.`,
  ];
}
