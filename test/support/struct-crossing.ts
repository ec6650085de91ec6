// SPDX-License-Identifier: Apache-2.0
import type { Properties } from "./grpc-calls";
import { ContractBroken } from "./provider-process";

/**
 * Properties as they are on the other side of a gRPC call. What a protobuf Struct cannot carry fails
 * there only after the side effect, and orphans the resource.
 */
export function crossing(properties: Properties): Properties {
  requireClean(properties, "");
  return JSON.parse(JSON.stringify(properties)) as Properties;
}

function requireClean(value: unknown, at: string): void {
  switch (typeof value) {
    case "string":
    case "boolean":
      return;
    case "number":
      if (Number.isFinite(value)) return;
      break;
    case "object":
      if (value === null) return;
      if (Array.isArray(value)) return value.forEach((item, i) => requireClean(item, `${at}/${i}`));
      if (Object.getPrototypeOf(value) === Object.prototype) {
        for (const [name, item] of Object.entries(value)) requireClean(item, `${at}/${name}`);
        return;
      }
  }
  throw new ContractBroken(`${at} cannot cross: ${String(value)}`);
}
