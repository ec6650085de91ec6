// SPDX-License-Identifier: Apache-2.0
import { packageName } from "../../provider/doors/plugin/kinds";
import { described, type Source } from "./source";
import type { ObjectSpec, PropertySpec, Types } from "./types";

/** What a StartedReplication takes, which its components pass on. */
export function typesOfReplication(source: Source, types: Types): Record<string, PropertySpec> {
  return types.propertiesOf(source.typeOf("resources/started-replication/args.ts", "ResolvedArgs"));
}

/** What a type says of its properties. */
export function textsIn(source: Source, file: string, name: string): ReadonlyMap<string, string> {
  const { checker } = source;
  const members = checker.getPropertiesOfType(source.typeOf(file, name));
  return new Map(members.map((member) => [member.name, described(member, checker)]));
}

/** A property that must be there. */
export function required(all: Readonly<Record<string, PropertySpec>>, name: string): PropertySpec {
  const found = all[name];
  if (found === undefined) throw new Error(`${name} has no type`);
  return found;
}

/** A type that only a component has. */
export function objectOf(
  types: Types,
  name: string,
  {
    description,
    from,
    required: needed,
    plain = [],
  }: {
    description: string;
    from: Readonly<Record<string, PropertySpec>>;
    required: readonly string[];
    plain?: readonly string[];
  },
): { $ref: string } {
  const token = `${packageName}:index:${name}`;
  const properties = Object.fromEntries(
    Object.entries(from).map(([property, spec]) => [
      property,
      plain.includes(property) ? { ...spec, plain: true } : spec,
    ]),
  );
  const object: ObjectSpec = { type: "object", description, properties, required: needed };
  types.found.set(token, object);
  return { $ref: `#/types/${token}` };
}

/** A rule of a component, named by its key. */
export function patternOf(source: Source, types: Types): { $ref: string } {
  const rule = types.propertiesOf(
    source.typeOf("resources/auto-follow-rule/args.ts", "ResolvedRuleArgs"),
  );
  const own = Object.entries(rule).filter(([name]) => name !== "name" && name !== "leaderAlias");
  return objectOf(types, "ReplicatedPattern", {
    description: source.docsOf("pulumi/replicated-cluster/args.ts", "ReplicatedPattern"),
    from: Object.fromEntries(own),
    required: ["pattern"],
  });
}
