// SPDX-License-Identifier: Apache-2.0
import { isRecord, own } from "../../../opensearch/text/record";
import type { ReplicatedPairArgs } from "../../../pulumi/replicated-pair/args";
import {
  type PlannedPair,
  type PlannedSite,
  planPair,
  rulesOf,
} from "../../../pulumi/replicated-pair/plan";
import { isUnknown, plainProperties, propertyOf, resourceIn } from "../values";
import type { Properties } from "../wire/struct";
import { invalid, told } from "./inputs";
import type { Child } from "./registrar";

/** What the rules follow of the other site, which a switch must not leave behind. */
export function rulesIn(inputs: Properties, other: PlannedSite): Properties {
  const args: unknown = plainProperties(inputs);
  return rulesOf(args as ReplicatedPairArgs, other);
}

/** What a block says of an index. */
export function fenceOf(block: Child, index: string | undefined): unknown {
  return toldOr(block, "fences", propertyOf(block.outputs["fences"], index ?? ""));
}

/** An output as an input; nothing where the resource tells nothing. */
export function toldOr(one: Child, output: string, value = one.outputs[output]): unknown {
  return value === undefined || value === null ? undefined : told(one, output, value);
}

/** The sites in their roles; throws a sentence for each mistake. */
export function planned(name: string, inputs: Properties): PlannedPair {
  const { indexes, named, sites, ...rest } = plainProperties(inputs);
  const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  // An index that has another name on each site is an object in the class.
  const all = [...listed(indexes), ...listed(named)];
  // The protocol keeps no order in an object.
  const args: unknown = { ...rest, indexes: all, sites: isRecord(sites) ? sorted(sites) : sites };
  const plan = planPair(args as ReplicatedPairArgs, isUnknown);
  if ("problems" in plan) throw invalid("ReplicatedPair", name, plan.problems);
  return plan;
}

/** The provider of a site, as the engine names it. */
export function providerOf(name: string, site: PlannedSite, inputs: Properties): string {
  const found = resourceIn(givenOf(site, inputs)["provider"]);
  if (found === undefined)
    throw invalid("ReplicatedPair", name, [
      `sites.${site.name}.provider must be the Provider of that site's cluster`,
    ]);
  return `${found.urn}::${found.id}`;
}

/** A site as it was given, with what is secret or comes from other resources. */
export function givenOf({ name }: PlannedSite, { sites }: Properties): Properties {
  const given = isRecord(sites) ? own(sites, name) : undefined;
  return isRecord(given) ? given : {};
}

function sorted(properties: Properties): Properties {
  const entries = Object.entries(properties);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}
