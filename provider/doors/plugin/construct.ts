// SPDX-License-Identifier: Apache-2.0
import { type PackageInfo, registrar } from "./components/registrar";
import { replicatedCluster } from "./components/replicated-cluster";
import { replicatedPair } from "./components/replicated-pair";
import { packageName } from "./kinds";
import type { Message, Read } from "./wire/codec";
import { rpcClient } from "./wire/rpc";

/** The components, by the last part of their types. */
export const components = {
  ReplicatedCluster: replicatedCluster,
  ReplicatedPair: replicatedPair,
} as const;

export type ComponentName = keyof typeof components;

/** Makes a component and its resources, for the languages that have no class of it. */
export async function construct(
  request: Read<"ConstructRequest">,
  schema: PackageInfo,
): Promise<Message<"ConstructResponse">> {
  const [, name = ""] = /^[^:]+:index:([^:]+)$/.exec(request.type) ?? [];
  if (!isComponent(name)) throw new Error(`${request.type} is no component of ${packageName}.`);
  const register = registrar(request, rpcClient(request.monitorEndpoint), schema);
  return components[name](request, register);
}

function isComponent(name: string): name is ComponentName {
  return Object.hasOwn(components, name);
}
