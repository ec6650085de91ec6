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
}

/** 75 s: a start may itself take 30, and a single one in a burst took 45 on a real pair. */
const defaultRequestTimeout = 75_000;

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
  const requestTimeout =
    raw.requestTimeout === undefined ? defaultRequestTimeout : parseDuration(raw.requestTimeout);
  if (requestTimeout === undefined) {
    problems.push(`requestTimeout must be a duration such as "75s", not "${raw.requestTimeout}"`);
  }
  if (raw.leaderAlias !== undefined) {
    problems.push(
      ...connectionAliasViolations(raw.leaderAlias).map((rule) => `leaderAlias ${rule}`),
    );
  }
  if (url === undefined || requestTimeout === undefined || problems.length > 0) return { problems };
  const baseUrl = `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, "")}`;
  return { settings: { baseUrl, signIn, insecure, caCert: raw.caCert, requestTimeout } };
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

function parseBoolean(name: string, text: string | undefined, problems: string[]): boolean {
  if (text === undefined || text === "false") return false;
  if (text !== "true") problems.push(`${name} must be "true" or "false", not "${text}"`);
  return text === "true";
}
