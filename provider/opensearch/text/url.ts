// SPDX-License-Identifier: Apache-2.0

/** What a setting that is a URL looks like. */
interface UrlSetting {
  readonly example: string;
  /** Where a password may stand that is not to be percent-encoded. */
  readonly apart?: string;
}

/** What is wrong with a URL, as the rest of a sentence that begins with the setting's name. */
interface UrlProblem {
  readonly code: "unencoded" | "invalid";
  readonly text: string;
}

/**
 * What is wrong with the URL of something that speaks HTTP. What cannot be meant so is refused: a `#`,
 * `?` or `/` in a password ends the host for whoever reads on, and what is left may still look like a
 * URL. The text is never shown, since it may hold a password.
 */
export function httpUrlProblem(
  text: string,
  { example, apart }: UrlSetting,
): UrlProblem | undefined {
  const invalid = (said: string): UrlProblem => ({ code: "invalid", text: said });
  const unencoded: UrlProblem = {
    code: "unencoded",
    text: `has a user name or password with characters that must be percent-encoded (# as %23, ? as %3F, / as %2F, @ as %40, % as %25, a comma as %2C)${apart === undefined ? "" : `, or set as ${apart}`}`,
  };
  const [, rest] = /^https?:\/\/(.*)$/is.exec(text) ?? [];
  if (rest === undefined) {
    // The rest of a list whose item has a comma in its password.
    return /^[^:/]*@/.test(text)
      ? unencoded
      : invalid(`must begin with https:// or http://, such as "${example}"`);
  }
  // What Node would drop, and what it would take for a slash.
  if (/[\s\\]/.test(rest) || [...rest].some((character) => character < " ")) {
    return invalid(
      "must not contain spaces, line breaks or backslashes (a space in a password is %20)",
    );
  }
  const authority = rest.split(/[/?#]/)[0] ?? "";
  const signIn = authority.slice(0, authority.lastIndexOf("@") + 1);
  if (rest.slice(authority.length).includes("@") || decode(signIn) === undefined) return unencoded;
  // An `@` that is not in the authority has been refused.
  if (!URL.canParse(text))
    return invalid(`has an invalid host or port; it must look like "${example}"`);
  const { search, hash } = new URL(text);
  return search !== "" || hash !== "" ? invalid("must not have a query or a fragment") : undefined;
}

/** Undoes percent-encoding; `undefined` where some `%` begins no escape, or they make no text. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The user name and the password of a URL; an empty part is none. */
export function userinfoOf(url: URL): {
  readonly username: string | undefined;
  readonly password: string | undefined;
} {
  const part = (text: string): string | undefined =>
    text === "" ? undefined : (decode(text) ?? text);
  return { username: part(url.username), password: part(url.password) };
}

/** The userinfo of a URL, or of each in a list; also where the rest of the text cannot be read. */
const userinfo = /(https?:\/\/)[^/?#,\s"]*@/gi;

interface AddressSettings {
  readonly url?: string | undefined;
  readonly urls?: string | undefined;
}

export function hasUserinfo({ url, urls }: AddressSettings): boolean {
  return [url, urls].some((text) => text !== undefined && text.search(userinfo) !== -1);
}
