// SPDX-License-Identifier: Apache-2.0
import { packageName, tokenOf } from "../../provider/doors/plugin/kinds";
import { described, type Source } from "./source";
import type { ObjectSpec, PropertySpec, Types } from "./types";

const text = { type: "string" } as const;

/** The schema of a component: its inputs are what its class takes, in the words that every language has. */
export function componentSpecs(source: Source, types: Types): Record<string, object> {
  return { [tokenOf("ReplicatedCluster")]: clusterSpec(source, types) };
}

const clusterFile = "pulumi/replicated-cluster/args.ts";

function clusterSpec(source: Source, types: Types): object {
  const own = textsIn(source, clusterFile, "ReplicatedClusterArgs");
  const shared = typesOfReplication(source, types);
  const connection = objectOf(types, "ClusterConnection", {
    description: "The connection that a component makes to its leader.",
    from: types.propertiesOf(
      source.typeOf("resources/leader-connection/args.ts", "ResolvedConnectionArgs"),
    ),
    required: ["alias"],
  });
  const ofIndex = [
    "settings",
    "useRoles",
    "ifIndexExists",
    "onReplace",
    "onDestroy",
    "drain",
    "forceResume",
    "timeouts",
  ];
  const index = objectOf(types, "ReplicatedIndex", {
    description: source.docsOf(clusterFile, "ReplicatedIndex"),
    from: {
      ...ofIndexAlone(source, ["leaderIndex", "index", "paused"]),
      ...Object.fromEntries(ofIndex.map((name) => [name, required(shared, name)])),
    },
    required: ["leaderIndex"],
    plain: ["leaderIndex", "index", "paused"],
  });
  const rule = types.propertiesOf(
    source.typeOf("resources/auto-follow-rule/args.ts", "ResolvedRuleArgs"),
  );
  const ofRule = Object.entries(rule).filter(([name]) => name !== "name" && name !== "leaderAlias");
  const pattern = objectOf(types, "ReplicatedPattern", {
    description: source.docsOf(clusterFile, "ReplicatedPattern"),
    from: Object.fromEntries(ofRule),
    required: ["pattern"],
  });
  const textOf = (name: string): { description: string } => ({
    description: own.get(name) ?? "",
  });
  const inputProperties: Record<string, PropertySpec> = {
    connection: {
      ...connection,
      description:
        "The connection to the leader, which becomes a child. Set it or `leaderAlias`. A change of its `alias` replaces all replications and rules.",
    },
    leaderAlias: {
      ...text,
      description:
        "The name of an existing connection to the leader, instead of `connection`. A change replaces all replications and rules.",
    },
    indexes: {
      ...{ type: "array", items: index, plain: true },
      description:
        "The leader indexes to replicate. A change that adds or removes an index does not touch the others.",
    },
    suffix: {
      ...{ ...text, plain: true },
      description:
        "What a follower's name has more than its leader's, such as `-copy`. Default: nothing, so that both have the same name. A change replaces the replications concerned.",
    },
    autoFollow: {
      ...{ type: "object", additionalProperties: pattern, plain: true },
      ...textOf("autoFollow"),
    },
    paused: { type: "boolean", plain: true, ...textOf("paused") },
    waitFor: { ...required(shared, "waitFor"), plain: true, ...textOf("waitFor") },
    timeouts: { ...required(shared, "timeouts"), ...textOf("timeouts") },
    ...Object.fromEntries(
      ["useRoles", "settings", "ifIndexExists", "onReplace", "onDestroy"].map((name) => [
        name,
        required(shared, name),
      ]),
    ),
  };
  const followers = { type: "object", additionalProperties: text };
  return {
    description: source.docsOf("pulumi/replicated-cluster/resource.ts", "ReplicatedCluster"),
    isComponent: true,
    inputProperties,
    requiredInputs: ["indexes"],
    properties: {
      followers: { ...followers, description: "The follower indexes by leader index." },
      statuses: {
        ...followers,
        description: "The status of each replication by leader index, as last read.",
      },
    },
    required: ["followers", "statuses"],
  };

  function ofIndexAlone(from: Source, members: readonly string[]): Record<string, PropertySpec> {
    const texts = textsIn(from, clusterFile, "ReplicatedIndex");
    return Object.fromEntries(
      members.map((member) => [
        member,
        {
          type: member === "paused" ? "boolean" : "string",
          description: (texts.get(member) ?? "").replace(
            "what `rename` returns for the leader index, else the same name",
            "the leader index's, and the `suffix`",
          ),
        },
      ]),
    );
  }
}

/** What a StartedReplication takes, which its components pass on. */
function typesOfReplication(source: Source, types: Types): Record<string, PropertySpec> {
  return types.propertiesOf(source.typeOf("resources/started-replication/args.ts", "ResolvedArgs"));
}

function textsIn(source: Source, file: string, name: string): ReadonlyMap<string, string> {
  const { checker } = source;
  const members = checker.getPropertiesOfType(source.typeOf(file, name));
  return new Map(members.map((member) => [member.name, described(member, checker)]));
}

function required(all: Readonly<Record<string, PropertySpec>>, name: string): PropertySpec {
  const found = all[name];
  if (found === undefined) throw new Error(`${name} has no type`);
  return found;
}

function objectOf(
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
