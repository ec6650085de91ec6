// SPDX-License-Identifier: Apache-2.0
import { objectOf, patternOf, required, textsIn, typesOfReplication } from "./component-parts";
import type { Source } from "./source";
import type { PropertySpec, Types } from "./types";

const file = "pulumi/replicated-pair/args.ts";
const text = { type: "string" } as const;
const texts = { type: "object", additionalProperties: text } as const;
const numbers = { type: "object", additionalProperties: { type: "number" } } as const;

/** The component `ReplicatedPair`: its inputs are what the class takes, in the words that every language has. */
export function pairSpec(source: Source, types: Types): object {
  const own = textsIn(source, file, "ReplicatedPairArgs");
  const textOf = (name: string): { description: string } => ({ description: own.get(name) ?? "" });
  const shared = typesOfReplication(source, types);
  const ofSite = textsIn(source, file, "PairSite");
  const inSite = (name: string): { description: string } => ({
    description: ofSite.get(name) ?? "",
  });
  const site = objectOf(types, "PairSite", {
    description: source.docsOf(file, "PairSite"),
    from: {
      provider: { $ref: "#/provider", ...inSite("provider") },
      seeds: { type: "array", items: text, ...inSite("seeds") },
      proxyAddress: { ...text, ...inSite("proxyAddress") },
      alias: { ...text, ...inSite("alias") },
    },
    required: ["provider"],
    plain: ["alias"],
  });
  const inputProperties: Record<string, PropertySpec> = {
    sites: {
      ...{ type: "object", additionalProperties: site, plain: true },
      ...textOf("sites"),
    },
    active: { ...text, plain: true, ...textOf("active") },
    indexes: {
      ...{ type: "array", items: text, plain: true },
      description:
        "The indexes whose names are the same on both sites. A change that adds or removes an index does not touch the others.",
    },
    named: {
      ...{ type: "array", items: texts, plain: true },
      description:
        "The indexes that have another name on each site: objects of names by site. A change that adds or removes an index does not touch the others.",
    },
    autoFollow: {
      ...{ type: "object", additionalProperties: patternOf(source, types), plain: true },
      ...textOf("autoFollow"),
    },
    discard: { ...numbers, plain: true, ...textOf("discard") },
    whenUnreachable: {
      ...required(shared, "whenUnreachable"),
      plain: true,
      ...textOf("whenUnreachable"),
    },
    waitFor: { ...required(shared, "waitFor"), plain: true, ...textOf("waitFor") },
    timeouts: { ...required(shared, "timeouts"), ...textOf("timeouts") },
    ...Object.fromEntries(
      ["useRoles", "settings", "onDestroy", "writeAlias"].map((name) => [
        name,
        required(shared, name),
      ]),
    ),
  };
  const outputs = textsIn(source, "pulumi/replicated-pair/resource.ts", "ReplicatedPair");
  const told = (name: string): { description: string } => ({
    description: outputs.get(name) ?? "",
  });
  return {
    description: source.docsOf("pulumi/replicated-pair/resource.ts", "ReplicatedPair"),
    isComponent: true,
    inputProperties,
    requiredInputs: ["sites", "active"],
    properties: {
      active: { ...text, ...told("active") },
      ready: { type: "boolean", ...told("ready") },
      status: { type: "object", additionalProperties: texts, ...told("status") },
      behind: { ...numbers, ...told("behind") },
    },
    required: ["active", "ready", "status", "behind"],
  };
}
