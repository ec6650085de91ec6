// SPDX-License-Identifier: Apache-2.0
import type { Properties } from "../../pulumi/handler-boundary";

/** The engine, the SDK and we add properties of our own, such as `__provider` and `__urn`, which people do not see. */
export function withoutHidden(properties: Properties): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !name.startsWith("__")));
}

/** The properties that people do not see. */
export function hiddenOf(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => name.startsWith("__")));
}

/** The resource's URN, which the resource class puts among the inputs. */
export function urnOf(properties: Properties): string | undefined {
  return typeof properties["__urn"] === "string" ? properties["__urn"] : undefined;
}

/** An input that a program sets to `undefined` or `null` is left out. */
function withoutNulls(inputs: Properties): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(inputs)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, isRecord(value) ? withoutNulls(value) : value]),
  );
}

/** Plain objects only: an Output is an object too, and none of our business. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

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

/** The inputs among the properties of a resource, with the defaults of those that an older state lacks. */
export function inputsIn(
  properties: Properties,
  outputs: ReadonlySet<string>,
  defaults: Properties,
): Record<string, unknown> {
  const entries = Object.entries(withoutHidden(properties)).filter(([name]) => !outputs.has(name));
  return { ...defaults, ...Object.fromEntries(entries) };
}

/** The cluster that the resource was made on; empty where the service hides it. */
export function clusterUuidOf({ clusterUuid }: Properties): string {
  return typeof clusterUuid === "string" ? clusterUuid : "";
}
