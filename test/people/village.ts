// SPDX-License-Identifier: Apache-2.0
import type { Properties } from "../support/grpc-calls";
import { OutputOf, type Program, type ResourceOptions, textOf } from "../support/mini-engine";

/** How a resource names the connection that it goes over: an output of a resource, or a text. */
export type Via = { readonly connection: string } | { readonly alias: string };

/** A resource as somebody wrote it. */
export type Declared = {
  readonly options: ResourceOptions;
  /** The name of another resource that it depends on, where that comes before it. */
  readonly after?: string;
} & (
  | {
      readonly kind: "replication";
      readonly index: string;
      readonly leaderIndex: string;
      readonly via: Via;
      /** Inputs that people change without thinking of the data. */
      readonly more: Properties;
    }
  | {
      readonly kind: "connection";
      readonly alias: string;
      readonly isProxied: boolean;
      readonly more: Properties;
    }
  | {
      readonly kind: "rule";
      readonly rule: string;
      readonly pattern: string;
      readonly via: Via;
      readonly more: Properties;
    }
  | { readonly kind: "gate"; readonly more: Properties }
);

export type Replication = Extract<Declared, { kind: "replication" }>;

/** What a person's program declares, by the name of the resource. */
export type Village = Readonly<Record<string, Declared>>;

/** The alias that is meant. */
export function aliasOf(village: Village, via: Via): string {
  if ("alias" in via) return via.alias;
  const connection = village[via.connection];
  return connection?.kind === "connection" ? connection.alias : via.connection;
}

/** The replications of a program, by name. */
export function replicationsIn(village: Village): [string, Replication][] {
  return Object.entries(village).filter((entry): entry is [string, Replication] => {
    return entry[1].kind === "replication";
  });
}

const ranks = ["connection", "replication", "rule", "gate"] as const;

/** The program as the engine is given it: what others depend on comes first. */
export function programOf(
  village: Village,
  leaderAddress: string,
): { program: Program; options: Readonly<Record<string, ResourceOptions>> } {
  const sorted = ranks.flatMap((rank) =>
    Object.entries(village).filter(([, { kind }]) => kind === rank),
  );
  const args = sorted.map(([name, one]) => [name, argumentsOf(village, one, leaderAddress)]);
  return {
    program: Object.fromEntries(args) as Program,
    options: Object.fromEntries(
      sorted.map(([name, { options, after }], at) => {
        const isEarlier = sorted.slice(0, at).some(([other]) => other === after);
        return [name, isEarlier ? { ...options, dependsOn: [after ?? ""] } : options];
      }),
    ),
  };
}

function argumentsOf(village: Village, one: Declared, leaderAddress: string): Properties {
  const aliased = (via: Via): unknown =>
    "alias" in via ? via.alias : new OutputOf(via.connection, "alias");
  switch (one.kind) {
    case "connection": {
      const address = one.isProxied ? { proxyAddress: leaderAddress } : { seeds: [leaderAddress] };
      return { __provider: textOf("leaderConnection"), alias: one.alias, ...address, ...one.more };
    }
    case "replication": {
      const { index, leaderIndex, via, more } = one;
      const leaderAlias = aliased(via);
      return { __provider: textOf("startedReplication"), index, leaderIndex, leaderAlias, ...more };
    }
    case "rule": {
      const { rule: name, pattern, via, more } = one;
      const named = { name, pattern, leaderAlias: aliased(via), onDestroy: "stopFollowers" };
      return { __provider: textOf("autoFollowRule"), ...named, ...more };
    }
    case "gate": {
      const running = replicationsIn(village).filter(([, { more }]) => more["paused"] !== true);
      const replications = running.map(([name]) => ({ index: new OutputOf(name, "index") }));
      return { __provider: textOf("replicationGate"), replications, ...one.more };
    }
  }
}
