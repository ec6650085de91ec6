// SPDX-License-Identifier: Apache-2.0
import { isRecord } from "../../opensearch/text/record";
import { parseDuration } from "../../waiting/duration";
import type { Properties } from "../saved";
import type { InputSchema } from "./validator";

/** An input that a program sets to `undefined` or `null` is left out; a null among `settings` is refused. */
function withoutNulls(inputs: Properties): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(inputs)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [
        name,
        isRecord(value) && name !== "settings" ? withoutNulls(value) : value,
      ]),
  );
}

/** Arguments with the values of those that may be left out. */
export type Filled<Args, Defaults> = Omit<Args, keyof Defaults> & {
  [name in keyof Args & keyof Defaults]-?: Required<NonNullable<Args[name]>>;
};

/** The inputs with what is left out filled in; of `timeouts`, each by itself. */
export function withDefaults(news: Properties, defaults: Properties): Record<string, unknown> {
  const given = withoutNulls(news);
  const { timeouts } = given;
  return {
    ...defaults,
    ...given,
    ...(isRecord(timeouts) && isRecord(defaults["timeouts"])
      ? { timeouts: { ...defaults["timeouts"], ...timeouts } }
      : {}),
  };
}

/** The inputs among the properties of a resource, with the defaults of those that an older state lacks; and the others. */
export function parted(
  properties: Properties,
  schema: InputSchema,
  defaults: Properties,
): { readonly inputs: Properties; readonly others: Properties } {
  const isInput = ([name]: [string, unknown]): boolean => Object.hasOwn(schema.properties, name);
  const entries = Object.entries(properties);
  return {
    inputs: { ...defaults, ...Object.fromEntries(entries.filter(isInput)) },
    others: Object.fromEntries(entries.filter((entry) => !isInput(entry))),
  };
}

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
