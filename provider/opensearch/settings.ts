// SPDX-License-Identifier: Apache-2.0
import { parseDuration } from "../waiting/duration";
import { connectionAliasViolations } from "./names";

/** The settings' names, as the provider, the stack configuration (`opensearch:<name>`) and the environment spell them. */
export const settingVariables = {
  url: "OPENSEARCH_URL",
  username: "OPENSEARCH_USERNAME",
  password: "OPENSEARCH_PASSWORD",
  token: "OPENSEARCH_TOKEN",
  tokenName: "OPENSEARCH_TOKEN_NAME",
  insecure: "OPENSEARCH_INSECURE",
  caCert: "OPENSEARCH_CACERT_FILE",
  requestTimeout: "OPENSEARCH_REQUEST_TIMEOUT",
  startsInFlight: "OPENSEARCH_STARTS_IN_FLIGHT",
  waitForAccess: "OPENSEARCH_WAIT_FOR_ACCESS",
  leaderAlias: "OPENSEARCH_LEADER_ALIAS",
} as const;

/** One of the provider's settings. */
export type SettingName = keyof typeof settingVariables;

/** Settings as they come in: text, nothing checked. */
export type RawSettings = { readonly [name in SettingName]?: string | undefined };

/** How calls are signed in. */
export type SignIn =
  | { readonly kind: "none" }
  | { readonly kind: "basic"; readonly username: string; readonly password: string }
  | { readonly kind: "token"; readonly name: string; readonly token: string };

/** Settings with which calls can be made. */
export interface ConnectionSettings {
  /** Scheme, host, port and path prefix, without userinfo or trailing slash. */
  readonly baseUrl: string;
  readonly signIn: SignIn;
  readonly insecure: boolean;
  /** PEM text, or the path of a file that holds it. */
  readonly caCert: string | undefined;
  /** In milliseconds. */
  readonly requestTimeout: number;
  /** How many starts may be under way at a time. */
  readonly startsInFlight: number;
  /** For how many milliseconds a cluster may refuse access, or not be found, before that is believed. */
  readonly waitForAccess: number;
}

/** 75 s: a start may itself take 30, and a single one in a burst took 45 on a real pair. */
const defaultRequestTimeout = "75s";

/** A wide burst of starts makes single ones time out, and eight wide are hardly faster than six. */
const defaultStartsInFlight = "6";

/** Each setting from where it is set first: explicit provider or stack configuration, then environment. */
export function gatherSettings(
  configured: (name: SettingName) => string | undefined,
  environment: NodeJS.ProcessEnv,
): RawSettings {
  const names = Object.keys(settingVariables) as SettingName[];
  const fromConfiguration = new Map(names.map((name) => [name, present(configured(name))]));
  return Object.fromEntries(
    names.flatMap((name) => {
      const value =
        fromConfiguration.get(name) ??
        (isShadowed(name, fromConfiguration)
          ? undefined
          : present(environment[settingVariables[name]]));
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** A sign-in that is configured hides the environment's other kind, which belongs to some other cluster or tool. */
function isShadowed(
  name: SettingName,
  configured: ReadonlyMap<SettingName, string | undefined>,
): boolean {
  const isConfigured = (other: SettingName): boolean => configured.get(other) !== undefined;
  if (name === "username" || name === "password") return isConfigured("token");
  if (name === "token") return isConfigured("username") || isConfigured("password");
  return false;
}

function present(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === "" ? undefined : value.trim();
}

/** Settings that calls can be made with, or every problem that stands in the way. */
export type ResolvedSettings =
  { readonly settings: ConnectionSettings } | { readonly problems: readonly string[] };

/** Checks and interprets the settings; never throws. */
export function resolveSettings(raw: RawSettings): ResolvedSettings {
  const problems: string[] = [];
  const url = parseUrl(raw.url, problems);
  const signIn = resolveSignIn(raw, url, problems);
  const insecure = parseBoolean("insecure", raw.insecure, problems);
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
  if (raw.leaderAlias !== undefined) {
    problems.push(
      ...connectionAliasViolations(raw.leaderAlias).map((rule) => `leaderAlias ${rule}`),
    );
  }
  if (url === undefined || problems.length > 0) return { problems };
  const baseUrl = `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, "")}`;
  const { caCert } = raw;
  const limits = { requestTimeout, startsInFlight, waitForAccess };
  return { settings: { baseUrl, signIn, insecure, caCert, ...limits } };
}

/** Any value of these in a message would be a leak. */
export function secretsOf({ signIn }: ConnectionSettings): string[] {
  if (signIn.kind === "none") return [];
  if (signIn.kind === "token") return [signIn.token];
  const pair = `${signIn.username}:${signIn.password}`;
  return [
    Buffer.from(pair).toString("base64"),
    encodeURIComponent(signIn.password),
    signIn.password,
  ];
}

function parseUrl(text: string | undefined, problems: string[]): URL | undefined {
  if (text === undefined) {
    problems.push("url is missing");
    return undefined;
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) {
    problems.push(
      'url must begin with https:// or http://, such as "https://search.example.com:9200"',
    );
    return undefined;
  }
  if (url.search !== "" || url.hash !== "")
    problems.push("url must not have a query or a fragment");
  return url;
}

function resolveSignIn(raw: RawSettings, url: URL | undefined, problems: string[]): SignIn {
  const username = raw.username ?? decode(url?.username);
  const password = raw.password ?? decode(url?.password);
  if (raw.token !== undefined) {
    if (username !== undefined || password !== undefined) {
      problems.push("token and username/password contradict each other: set one of the two");
    }
    return { kind: "token", name: raw.tokenName ?? "Bearer", token: raw.token };
  }
  if (username === undefined && password === undefined) return { kind: "none" };
  if (username === undefined) problems.push("username is missing (a password is set)");
  if (password === undefined) problems.push("password is missing (a username is set)");
  return { kind: "basic", username: username ?? "", password: password ?? "" };
}

function decode(part: string | undefined): string | undefined {
  if (part === undefined || part === "") return undefined;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function duration(name: string, text: string, problems: string[]): number {
  const milliseconds = parseDuration(text);
  if (milliseconds === undefined) {
    problems.push(`${name} must be a duration such as "75s", not "${text}"`);
  }
  return milliseconds ?? 0;
}

function parseBoolean(name: string, text: string | undefined, problems: string[]): boolean {
  if (text === undefined || text === "false") return false;
  if (text !== "true") problems.push(`${name} must be "true" or "false", not "${text}"`);
  return text === "true";
}
