// SPDX-License-Identifier: Apache-2.0
import type { Handler, World } from "../../lifecycle/contract";
import { autoFollowRuleHandler } from "../../resources/auto-follow-rule/handler";
import * as rule from "../../resources/auto-follow-rule/schema";
import { leaderConnectionHandler } from "../../resources/leader-connection/handler";
import * as connection from "../../resources/leader-connection/schema";
import { replicationGateHandler } from "../../resources/replication-gate/handler";
import * as gate from "../../resources/replication-gate/schema";
import { startedReplicationHandler } from "../../resources/started-replication/handler";
import * as outputs from "../../resources/started-replication/outputs";
import * as replication from "../../resources/started-replication/schema";
import { writeBlockHandler } from "../../resources/write-block/handler";
import * as block from "../../resources/write-block/schema";
import type { Properties } from "./wire/struct";

/** The package, as it is called in programs, in types and in the stack's configuration. */
export const packageName = "opensearch-replication";

/** A kind of resource, as this door needs to know it. */
export interface Kind {
  readonly make: (world: World) => Handler;
  readonly inputSchema: { readonly properties: Properties };
  readonly defaults: Properties;
  readonly emptyState: Properties;
}

/** By the last part of the type. */
export const kinds = {
  StartedReplication: {
    make: startedReplicationHandler,
    ...replication,
    emptyState: outputs.emptyState,
  },
  LeaderConnection: { make: leaderConnectionHandler, ...connection },
  AutoFollowRule: { make: autoFollowRuleHandler, ...rule },
  WriteBlock: { make: writeBlockHandler, ...block },
  ReplicationGate: { make: replicationGateHandler, ...gate },
} as const satisfies Readonly<Record<string, Kind>>;

export type KindName = keyof typeof kinds;

export function tokenOf(name: string): string {
  return `${packageName}:index:${name}`;
}

/** The kind of a type. Throws where it is none. */
export function kindOf(token: string): KindName {
  const [, name = ""] = /:(\w+)$/.exec(token) ?? [];
  if (isKind(name)) return name;
  throw new Error(`${token} is no type of this provider.`);
}

function isKind(name: string): name is KindName {
  return Object.hasOwn(kinds, name);
}

/** The kind of the resource with this URN. */
export function kindOfUrn(urn: string): KindName {
  const types = urn.split("::")[2] ?? "";
  return kindOf(types.split("$").at(-1) ?? "");
}

/** A limit that the option `customTimeouts` sets comes before the input `timeouts`; the engine tells seconds, 0 for none. */
export function customLimit(seconds: number): number | undefined {
  return seconds > 0 ? seconds * 1_000 : undefined;
}
