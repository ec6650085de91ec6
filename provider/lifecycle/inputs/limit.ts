// SPDX-License-Identifier: Apache-2.0
import { isRecord } from "../../opensearch/text/record";
import { parseDuration } from "../../waiting/duration";

/** JSON Schema of the input `timeouts` with limits of these names. */
export function limitsOf(...names: readonly string[]) {
  const duration = { type: "string", duration: true } as const;
  const properties = Object.fromEntries(names.map((name) => [name, duration]));
  return { type: "object", additionalProperties: false, properties } as const;
}

export type Limited = "create" | "read" | "update" | "delete";

/** How long an operation may take by the input `timeouts`, in milliseconds, where that says so; not all kinds have all limits. */
export function limitIn(timeouts: unknown, operation: Limited): number | undefined {
  if (!isRecord(timeouts)) return undefined;
  const limit = timeouts[operation] ?? timeouts["update"] ?? timeouts["create"];
  return typeof limit === "string" ? parseDuration(limit) : undefined;
}
