// SPDX-License-Identifier: Apache-2.0
import { rulesBroken } from "../text/names";
import { httpUrlProblem, userinfoOf } from "../text/url";
import type { RawSettings } from "./table";

/** Where a cluster is reached, and what its URLs say of the sign-in. */
export interface Addresses {
  readonly baseUrl: string;
  readonly otherUrls: readonly string[];
  readonly username: string | undefined;
  readonly password: string | undefined;
}

/** The addresses, none where there are none to be called; and what is wrong with them. */
interface ReadAddresses {
  readonly addresses: Addresses | undefined;
  readonly problems: readonly string[];
}

const setting = {
  example: "https://search.example.com:9200",
  apart: "username and password",
};

/** Reads `url` or `urls`. */
export function readAddresses(raw: RawSettings): ReadAddresses {
  const name = raw.url === undefined && raw.urls !== undefined ? "urls" : "url";
  const texts = name === "urls" ? listed(raw.urls ?? "") : nonEmpty([raw.url ?? ""]);
  const refused = texts.flatMap((text) => httpUrlProblem(text, setting) ?? []);
  // A comma in a password makes two items of one, and the first may look wrong in another way.
  const unencoded = refused.filter(({ code }) => code === "unencoded");
  const said = (unencoded.length > 0 ? unencoded : refused).map(({ text }) => `${name} ${text}`);
  const [first, ...others] = refused.length > 0 ? [] : texts.map((text) => new URL(text));
  if (first === undefined) return { addresses: undefined, problems: [...new Set(said)] };
  const signIns = [first, ...others].filter(({ username, password }) => username + password !== "");
  const pairs = new Set(signIns.map(({ username, password }) => `${username}:${password}`));
  return {
    addresses: {
      baseUrl: bare(first),
      otherUrls: [...new Set(others.map(bare))].filter((url) => url !== bare(first)),
      ...userinfoOf(signIns[0] ?? first),
    },
    problems: rulesBroken([
      [
        others.some(({ protocol }) => protocol !== first.protocol),
        "urls must all begin with https://, or all with http://",
      ],
      [pairs.size > 1, "urls must not name different users: they are addresses of one cluster"],
    ]),
  };
}

/** A list as the environment gives it, with commas, or as the provider and `pulumi config set --path` store it. */
function listed(text: string): string[] {
  return text.startsWith("[") ? jsonList(text) : nonEmpty(text.split(","));
}

function nonEmpty(items: readonly string[]): string[] {
  return items.map((item) => item.trim()).filter((item) => item !== "");
}

function jsonList(text: string): string[] {
  try {
    return (JSON.parse(text) as unknown[]).map((item) => String(item).trim());
  } catch {
    return [text];
  }
}

function bare(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, "")}`;
}

/** The name of a cluster before anything is asked of it: host, port and path; empty where the settings name none. */
export function clusterAddress(raw: RawSettings): string {
  // Through a tunnel the address is the tunnel's, and changes with it.
  if (raw.hostOverride !== undefined) return raw.hostOverride.toLowerCase();
  const { baseUrl = "" } = readAddresses(raw).addresses ?? {};
  return baseUrl.replace(/^https?:\/\//, "").toLowerCase();
}
