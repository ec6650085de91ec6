// SPDX-License-Identifier: Apache-2.0
import { objectOf, patternOf, required, textsIn, typesOfReplication } from "./component-parts";
import type { Source } from "./source";
import type { PropertySpec, Types } from "./types";

const text = { type: "string" } as const;

const clusterFile = "pulumi/replicated-cluster/args.ts";

/** The component `ReplicatedCluster`: its inputs are what the class takes, in the words that every language has. */
export function clusterSpec(source: Source, types: Types): object {
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
  const pattern = patternOf(source, types);
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
