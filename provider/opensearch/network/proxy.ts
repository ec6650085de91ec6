// SPDX-License-Identifier: Apache-2.0
import { getProxyForUrl } from "proxy-from-env";
import { ConfigurationError } from "../answers/errors";
import { httpUrlProblem } from "../text/url";

/** Which proxy the environment names for an address; empty where it names none. */
export type ProxyOf = (address: string) => string;

const variables = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"];

/**
 * The proxy that a call goes through: the one that is set, else what the environment says for this
 * address. Throws a `ConfigurationError` for one that cannot be used: to go without it would show
 * traffic to a network that is not meant to see it, or hang.
 */
export function proxyFor(
  address: string,
  set: string | undefined,
  fromEnvironment: ProxyOf = getProxyForUrl,
): URL | undefined {
  if (set !== undefined) return new URL(set);
  const text = withoutGuess(fromEnvironment(address).trim());
  if (text === "") return undefined;
  const [, scheme = ""] = /^([a-z][a-z\d+.-]*):\/\//i.exec(text) ?? [];
  const where = `The proxy of the environment (${variables.join(", ")})`;
  const wayOut = "Set another in the setting proxy (OPENSEARCH_PROXY), or bypass it with NO_PROXY.";
  if (!/^https?$/i.test(scheme)) {
    throw new ConfigurationError(
      `${where} has the scheme "${scheme.toLowerCase()}", which is not supported: only http:// and https:// proxies are. ${wayOut}`,
    );
  }
  const problem = httpUrlProblem(text, { example: "http://proxy:3128" });
  if (problem !== undefined) throw new ConfigurationError(`${where} ${problem.text}. ${wayOut}`);
  return new URL(text);
}

/** Where a variable names no scheme, the library takes the called address's; everybody else takes HTTP. */
function withoutGuess(proxy: string): string {
  const bare = proxy.replace(/^https?:\/\//, "");
  if (bare === proxy || bare.includes("://")) return proxy;
  const isGuessed = variables.some((name) =>
    [name, name.toLowerCase()].some((variable) => process.env[variable]?.trim() === bare),
  );
  if (!isGuessed) return proxy;
  return bare === "" ? "" : `http://${bare}`;
}
