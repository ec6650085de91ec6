// SPDX-License-Identifier: Apache-2.0
import { isObject, type Json, type JsonObject } from "../answers/answer";
import type { Call, Client } from "../client/client";
import { own } from "../text/record";

export const pluginPath = ["_plugins", "_replication"] as const;

/** How many follower indexes are asked for, or stopped, at a time. */
export const indexesInFlight = 6;

/** Changes something. The answer has to say that it was done; one that says `false` is a failure of any call. */
export async function change(client: Client, call: Omit<Call, "isAnswer">): Promise<void> {
  await client.request({ ...call, isAnswer: ({ acknowledged }) => acknowledged === true });
}

/** What an answer has under names one within the other. */
export function valueAt(json: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce((value, name) => (isObject(value) ? own(value, name) : undefined), json);
}

/** The text there; empty where it is something else, as are a list and an object. */
export function textAt(json: Json | undefined, ...path: readonly string[]): string {
  const value = valueAt(json, ...path);
  return typeof value === "string" ? value : "";
}

export function listAt(json: Json | undefined, ...path: readonly string[]): readonly Json[] {
  const value = valueAt(json, ...path);
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

export function objectAt(json: Json | undefined, ...path: readonly string[]): JsonObject {
  const value = valueAt(json, ...path);
  return isObject(value) ? value : {};
}

/** Numbers of an answer by names of our own; `undefined` where one of them is not told. */
export function numbersIn<Name extends string>(
  json: Json | undefined,
  fields: Readonly<Record<Name, string>>,
): Record<Name, number> | undefined {
  const found = Object.entries<string>(fields).map(([name, field]) => [name, valueAt(json, field)]);
  // JSON can hold numbers that JavaScript takes for infinite.
  if (!found.every(([, value]) => Number.isFinite(value))) return undefined;
  return Object.fromEntries(found) as Record<Name, number>;
}
