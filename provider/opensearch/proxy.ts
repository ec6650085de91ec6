// SPDX-License-Identifier: Apache-2.0
import { BlockList, isIP } from "node:net";

/** The proxy that a call goes through: the one that is set, else what the environment says for this address. */
export function proxyFor(
  address: string,
  set: string | undefined,
  environment: NodeJS.ProcessEnv,
): URL | undefined {
  if (set !== undefined) return new URL(set);
  const url = new URL(address);
  const scheme = url.protocol.slice(0, -1);
  // Web servers put a request's `Proxy` header into HTTP_PROXY, but there is none here.
  const text = variable(`${scheme}_proxy`, environment) ?? variable("all_proxy", environment);
  if (text === undefined || isExcepted(url, variable("no_proxy", environment) ?? "")) {
    return undefined;
  }
  const proxy = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(proxy)) return undefined;
  const found = new URL(proxy);
  return ["http:", "https:"].includes(found.protocol) ? found : undefined;
}

/** Whether NO_PROXY names the host: `*`, a name with what is below it, an address, a network, each with or without a port. */
function isExcepted({ hostname, port, protocol }: URL, list: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").toLowerCase();
  const ownPort = port === "" ? (protocol === "https:" ? "443" : "80") : port;
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => {
      const [, name = entry, onlyPort] = /^(.*[^:]):(\d+)$/.exec(isIP(entry) ? "" : entry) ?? [];
      if (onlyPort !== undefined && onlyPort !== ownPort) return false;
      return isNamed(host, name.replace(/^\[|\]$/g, ""));
    });
}

function isNamed(host: string, entry: string): boolean {
  if (entry === "*") return true;
  const [network = "", bits] = entry.split("/");
  if (bits !== undefined) return isInNetwork(host, network, Number(bits));
  const name = entry.replace(/^\*?\./, "");
  return host === name || (isIP(host) === 0 && host.endsWith(`.${name}`));
}

function isInNetwork(host: string, network: string, bits: number): boolean {
  const family = isIP(network) === 6 ? "ipv6" : "ipv4";
  const most = family === "ipv6" ? 128 : 32;
  if (isIP(network) === 0 || isIP(host) !== isIP(network) || !(bits >= 0 && bits <= most)) {
    return false;
  }
  const list = new BlockList();
  list.addSubnet(network, bits, family);
  return list.check(host, family);
}

function variable(name: string, environment: NodeJS.ProcessEnv): string | undefined {
  const value = (environment[name] ?? environment[name.toUpperCase()] ?? "").trim();
  return value === "" ? undefined : value;
}
