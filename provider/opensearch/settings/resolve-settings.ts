// SPDX-License-Identifier: Apache-2.0
import { isServerlessHost, serverlessRefusal } from "../text/amazon";
import type { ClientSettings } from "./client-settings";
import { parseHttpUrl } from "../text/url";
import { connectionAliasViolations } from "../text/names";
import { pemProblem } from "../network/pem-setting";
import { resolveAddresses } from "./resolve-addresses";
import { type Pending, duration, parseBoolean } from "./setting-values";
import { resolveClientCertificate, resolveSignIn } from "./resolve-sign-in";
import type { RawSettings } from "./setting-names";

/** 75 s: a start may itself take 30, and a single one in a burst took 45 on a real pair. */
const defaultRequestTimeout = "75s";

/** A wide burst of starts makes single ones time out, and eight wide are hardly faster than six. */
const defaultStartsInFlight = "6";

/** Settings that calls can be made with, or every problem that stands in the way. */
export type ResolvedSettings =
  { readonly settings: ClientSettings } | { readonly problems: readonly string[] };

/**
 * Checks and interprets the settings; never throws. Those that are `pending` are skipped, and
 * nothing is missed that they may hold.
 */
export function resolveSettings(raw: RawSettings, pending: Pending = new Set()): ResolvedSettings {
  const problems: string[] = [];
  const addresses = resolveAddresses(raw, problems, pending);
  const { caCert, proxy, hostOverride } = raw;
  const way = {
    signIn: resolveSignIn(raw, addresses, pending, problems),
    clientCertificate: resolveClientCertificate(raw, pending, problems),
    insecure: parseBoolean("insecure", raw.insecure, problems),
    ...{ caCert, proxy, hostOverride },
  };
  if (proxy !== undefined) {
    parseHttpUrl(proxy, { name: "proxy", example: "http://proxy.example.com:3128" }, problems);
  }
  const authority =
    caCert === undefined ? undefined : pemProblem({ name: "caCert", value: caCert });
  if (authority !== undefined) problems.push(authority);
  if (
    hostOverride !== undefined &&
    !/^[^\s/@:?#]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(hostOverride)
  ) {
    problems.push(
      'hostOverride must be a host name such as "search.example.com", without scheme or path',
    );
  }
  const serverless = [hostOverride ?? [], addresses?.baseUrl ?? [], addresses?.otherUrls ?? []]
    .flat()
    .find(isServerlessHost);
  if (serverless !== undefined) problems.push(`${serverless} is serverless: ${serverlessRefusal}`);
  const limits = resolveLimits(raw, problems);
  if (raw.leaderAlias !== undefined) {
    problems.push(
      ...connectionAliasViolations(raw.leaderAlias).map((rule) => `leaderAlias ${rule}`),
    );
  }
  if (addresses === undefined || problems.length > 0) return { problems };
  const { baseUrl, otherUrls } = addresses;
  return { settings: { baseUrl, otherUrls, ...way, ...limits } };
}

type Limits = Pick<
  ClientSettings,
  "requestTimeout" | "startsInFlight" | "waitForAccess" | "onClusterChange"
>;

function resolveLimits(raw: RawSettings, problems: string[]): Limits {
  const requestTimeout = duration(
    "requestTimeout",
    raw.requestTimeout ?? defaultRequestTimeout,
    problems,
  );
  const waitForAccess =
    raw.waitForAccess === undefined ? 0 : duration("waitForAccess", raw.waitForAccess, problems);
  const startsInFlight = Number(raw.startsInFlight ?? defaultStartsInFlight);
  if (!Number.isInteger(startsInFlight) || startsInFlight < 1) {
    problems.push(`startsInFlight must be a whole number above zero, not "${raw.startsInFlight}"`);
  }
  const { onClusterChange = "refuse" } = raw;
  if (onClusterChange !== "refuse" && onClusterChange !== "startAnew") {
    problems.push(`onClusterChange must be "refuse" or "startAnew", not "${onClusterChange}"`);
    return { requestTimeout, startsInFlight, waitForAccess, onClusterChange: "refuse" };
  }
  return { requestTimeout, startsInFlight, waitForAccess, onClusterChange };
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
