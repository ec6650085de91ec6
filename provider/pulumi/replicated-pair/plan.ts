// SPDX-License-Identifier: Apache-2.0
import { isRecord } from "../../opensearch/text/record";
import type { PairSite, ReplicatedPairArgs } from "./args";

/** A site with its name, and what each index of the pair is called there. */
export interface PlannedSite extends PairSite {
  readonly name: string;
  readonly alias: string;
  readonly indexes: readonly string[];
}

export interface PlannedPair {
  readonly active: PlannedSite;
  readonly passive: PlannedSite;
}

/**
 * Which site leads and which follows; no word of clusters, so that a preview needs none. `isPending` tells
 * what is not there yet while the resources are declared.
 */
export function planPair(
  args: ReplicatedPairArgs,
  isPending: (value: unknown) => boolean,
): PlannedPair | { readonly problems: readonly string[] } {
  const { sites, active, indexes } = args;
  if (!isRecord(sites) || Object.keys(sites).length !== 2)
    return { problems: ["sites must name exactly two sites, such as { eu: { … }, us: { … } }"] };
  const names = Object.keys(sites);
  const problems: string[] = [];
  const why = isPending(active) ? "; it must be known in the program, such as from a Config" : "";
  if (!names.includes(String(active)) || isPending(active))
    problems.push(
      `active must be one of the sites, ${names.map((one) => `"${one}"`).join(" or ")}${why}`,
    );
  for (const [name, site] of Object.entries(sites)) problems.push(...siteProblems(name, site));
  if (!isList(indexes) || indexes.length === 0)
    return { problems: [...problems, "indexes must be a list of index names, and not empty"] };
  const planned = names.map((name): PlannedSite => {
    const site = sites[name] as PairSite;
    const own = indexes.map((index) => (typeof index === "string" ? index : (index[name] ?? "")));
    if (own.some((index) => typeof index !== "string" || index === ""))
      problems.push(`indexes must give each index a name on site "${name}"`);
    const twice = own.find((index, at) => own.indexOf(index) !== at);
    if (twice !== undefined)
      problems.push(`indexes lists "${twice}" more than once on site "${name}"`);
    return { ...site, name, alias: site?.alias ?? name, indexes: own };
  });
  const known = planned.flatMap((site) => site.indexes);
  for (const index of Object.keys(args.discard ?? {}))
    if (!known.includes(index)) problems.push(`discard names "${index}", which is not in indexes`);
  const children = planned.flatMap(({ name, indexes: own }) =>
    own.map((index) => `${name}-${index}`),
  );
  const same = children.find((child, at) => children.indexOf(child) !== at);
  if (same !== undefined)
    problems.push(`sites and indexes give two resources the name "${same}": name a site otherwise`);
  const { whenUnreachable } = args;
  if (whenUnreachable !== undefined && !["fail", "defer"].includes(whenUnreachable))
    problems.push('whenUnreachable must be "fail" or "defer"');
  const [leader] = planned.filter(({ name }) => name === active);
  const [follower] = planned.filter(({ name }) => name !== active);
  if (problems.length > 0 || leader === undefined || follower === undefined) return { problems };
  return { active: leader, passive: follower };
}

/** How the other site reaches it. */
export function addressOf({ seeds, proxyAddress }: PlannedSite) {
  return seeds === undefined ? { proxyAddress: proxyAddress ?? "" } : { seeds };
}

/** What the rules match on the other site, and what of it is promoted here. */
export function rulesOf({ autoFollow = {} }: ReplicatedPairArgs, other: PlannedSite) {
  const patterns = Object.values(autoFollow).map(({ pattern }) => pattern);
  if (patterns.length === 0) return {};
  return { rules: { leaderAlias: other.alias, patterns, indexes: [...other.indexes] } };
}

/** What a program in JavaScript gives may be anything. */
function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function siteProblems(name: string, site: PairSite | undefined): string[] {
  if (!isRecord(site)) return [`sites.${name} must be an object with a provider and seeds`];
  const problems: string[] = [];
  if (site.provider === undefined)
    problems.push(`sites.${name}.provider is missing: the Provider of that site's cluster`);
  if ((site.seeds === undefined) === (site.proxyAddress === undefined))
    problems.push(
      `sites.${name} needs either seeds or proxyAddress: how the other site's nodes reach this one`,
    );
  return problems;
}
