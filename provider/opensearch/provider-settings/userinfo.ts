// SPDX-License-Identifier: Apache-2.0
import type { RawSettings } from "./setting-names";

/** The userinfo of a URL, or of each in a list; also where the rest of the text cannot be read. */
const userinfo = /(https?:\/\/)[^/?#,\s"]*@/gi;

/** Whether the address carries a user name or a password. */
export function hasUserinfo({ url, urls }: RawSettings): boolean {
  return [url, urls].some((text) => text?.search(userinfo) !== -1 && text !== undefined);
}

/** The address without what it says of the sign-in. */
export function withoutUserinfo({ url, urls }: RawSettings): RawSettings {
  return {
    ...(url === undefined ? {} : { url: url.replace(userinfo, "$1") }),
    ...(urls === undefined ? {} : { urls: urls.replace(userinfo, "$1") }),
  };
}
