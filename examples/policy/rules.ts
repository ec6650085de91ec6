// SPDX-License-Identifier: Apache-2.0

/** A resource as a policy sees it: its type, its URN and its inputs, with all defaults filled in. */
export interface Declared {
  readonly type: string;
  readonly urn: string;
  readonly props: Readonly<Record<string, unknown>>;
}

const dynamic = "pulumi-nodejs:dynamic/opensearch:";
const providerType = "pulumi:providers:pulumi-nodejs";

function isOne(of: readonly string[], { type }: Declared): boolean {
  return type.startsWith(dynamic) && of.includes(type.slice(dynamic.length));
}

/** What starts replications: these have `useRoles`. */
const startsReplications = (resource: Declared) =>
  isOne(["StartedReplication", "AutoFollowRule"], resource);

/** Roles that nothing should be replicated by. */
export function forbiddenRolesIn(resource: Declared, forbidden: readonly string[]): string[] {
  if (!startsReplications(resource)) return [];
  const roles = (resource.props["useRoles"] ?? {}) as Record<string, string>;
  return Object.entries(roles)
    .filter(([, role]) => forbidden.includes(role))
    .map(
      ([of, role]) =>
        `useRoles.${of} is "${role}": use a role that can replicate and nothing more.`,
    );
}

/**
 * What keeps the way to the follower's REST API from being safe. A provider's settings are `opensearch:…`,
 * the default provider's those of the stack's configuration; what it leaves out comes from the environment.
 */
export function unsafeWayToFollower(
  { type, props }: Declared,
  environment: Readonly<Record<string, string | undefined>>,
): string[] {
  if (type !== providerType) return [];
  const setting = (name: string, variable: string): string => {
    const own = props[`opensearch:${name}`];
    return typeof own === "string" ? own : (environment[variable] ?? "");
  };
  const isChecked = ["", "false"].includes(setting("insecure", "OPENSEARCH_INSECURE"));
  const urls = [
    ...addresses(setting("urls", "OPENSEARCH_URLS")),
    ...addresses(setting("url", "OPENSEARCH_URL")),
  ];
  return [
    ...(isChecked ? [] : ["insecure is set: set caCert to the certificate authority instead."]),
    ...(urls.every((url) => url.startsWith("https://")) ? [] : ["An address is not https://."]),
  ];
}

/** A list is JSON in a provider's settings, and has commas in the environment. */
function addresses(text: string): string[] {
  const list = text.startsWith("[") ? (JSON.parse(text) as string[]) : text.split(",");
  return list.map((address) => address.trim().toLowerCase()).filter((address) => address !== "");
}

/** Options that delete an index which may hold the only copy of something. */
export function optionsThatDelete(resource: Declared): string[] {
  if (!isOne(["StartedReplication"], resource)) return [];
  const { onDestroy, ifIndexExists } = resource.props;
  return [
    ...(onDestroy === "deleteIndex" ? ['onDestroy is "deleteIndex": use "keepIndex".'] : []),
    ...(ifIndexExists === "overwrite" ? ['ifIndexExists is "overwrite": use "adopt".'] : []),
  ];
}

/** Whether the resource is of a stack whose name matches. */
export function isOfStack({ urn }: Declared, pattern: string): boolean {
  return new RegExp(pattern).test(urn.split("::")[0]?.split(":").at(-1) ?? "");
}

/**
 * Where the security plugin signs people in, nodes speak TLS only, and a start needs roles. What starts
 * without roles does so where nobody is signed in, and there nodes mostly speak to each other in clear.
 */
export function rolesMissing(resource: Declared): string[] {
  if (!startsReplications(resource) || resource.props["useRoles"] !== undefined) return [];
  return [
    "useRoles is missing: that works only without the security plugin, and so usually without TLS.",
  ];
}

/** A proxy that routes by TLS server name lets nothing through that is in clear. */
export function serverNameMissing(resource: Declared): string[] {
  if (!isOne(["LeaderConnection"], resource)) return [];
  const { proxyAddress, serverName } = resource.props;
  if (proxyAddress === undefined || serverName !== undefined) return [];
  return ["proxyAddress has no serverName: a proxy that does not route by it may accept anything."];
}
