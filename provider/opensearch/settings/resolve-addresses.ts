// SPDX-License-Identifier: Apache-2.0
import { parseHttpUrl, userinfoOf } from "../text/url";
import type { Pending } from "./setting-values";
import type { RawSettings } from "./setting-names";

/** Where a cluster is reached, and what its URLs say of the sign-in. */
export interface Addresses {
  readonly baseUrl: string;
  readonly otherUrls: readonly string[];
  readonly username: string | undefined;
  readonly password: string | undefined;
}

/** A problem of what is configured only together with the environment. */
export const urlIsMissing = "url is missing";

const example = "https://search.example.com:9200";

/** Reads `url` or `urls`; `undefined` where no address is left to be called. */
export function resolveAddresses(
  raw: RawSettings,
  problems: string[],
  pending: Pending = new Set(),
): Addresses | undefined {
  if (raw.url !== undefined && raw.urls !== undefined) {
    problems.push("url and urls contradict each other: set one of the two");
  }
  const name = raw.url === undefined && raw.urls !== undefined ? "urls" : "url";
  const texts = name === "url" ? [raw.url ?? ""] : listed(raw.urls ?? "");
  if (texts.every((text) => text === "")) {
    if (!pending.has("url") && !pending.has("urls")) problems.push(urlIsMissing);
    return undefined;
  }
  const setting = { name, example, apart: "username and password" };
  const refused: string[] = [];
  const found = texts.flatMap((text) => parseHttpUrl(text, setting, refused) ?? []);
  // A comma in a password makes two items of one, and the first may look wrong in another way.
  const unencoded = refused.filter((problem) => problem.includes("percent-encoded"));
  problems.push(...new Set(unencoded.length > 0 ? unencoded : refused));
  const [first, ...others] = found;
  if (first === undefined || found.length < texts.length) return undefined;
  if (others.some(({ protocol }) => protocol !== first.protocol)) {
    problems.push("urls must all begin with https://, or all with http://");
  }
  const signIns = found.filter(({ username, password }) => username + password !== "");
  const [signIn] = signIns;
  if (
    signIns.some(
      (url) => `${url.username}:${url.password}` !== `${signIn?.username}:${signIn?.password}`,
    )
  ) {
    problems.push("urls must not name different users: they are addresses of one cluster");
  }
  return {
    baseUrl: bare(first),
    otherUrls: [...new Set(others.map(bare))].filter((url) => url !== bare(first)),
    ...userinfoOf(signIn ?? first),
  };
}

/** A list as the environment gives it, with commas, or as the provider and `pulumi config set --path` store it. */
function listed(text: string): string[] {
  const items = text.startsWith("[") ? jsonList(text) : text.split(",");
  return items.map((item) => item.trim()).filter((item) => item !== "");
}

function jsonList(text: string): string[] {
  try {
    return (JSON.parse(text) as unknown[]).map(String);
  } catch {
    return [text];
  }
}

function bare(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, "")}`;
}

/** What a cluster is known by before anything is asked of it: host, port and path; empty where the settings name none. */
export function clusterAddress(raw: RawSettings): string {
  // Through a tunnel the address is the tunnel's, and changes with it.
  if (raw.hostOverride !== undefined) return raw.hostOverride.toLowerCase();
  const addresses = resolveAddresses(raw, []);
  return addresses === undefined ? "" : addresses.baseUrl.replace(/^https?:\/\//, "").toLowerCase();
}
