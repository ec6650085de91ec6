// SPDX-License-Identifier: Apache-2.0
import type { Properties } from "../../pulumi/handler-boundary";

/** The engine, the SDK and we add properties of our own, such as `__provider` and `__urn`, which people do not see. */
export function withoutHidden(properties: Properties): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !name.startsWith("__")));
}

/** The properties that people do not see, but for the mark of a half-done job. */
export function hiddenOf(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).filter(([name]) => name.startsWith("__") && !(name in unfinished)),
  );
}

/** The mark of a job that is only half done, which an update continues. A refresh takes it away. */
export const unfinished = { __unfinished: true } as const;

/** Whether an operation on the resource began and did not end. */
export function isUnfinished(properties: Properties): boolean {
  return properties["__unfinished"] === true;
}

/** The resource's URN, which the resource class puts among the inputs. */
export function urnOf(properties: Properties): string | undefined {
  return typeof properties["__urn"] === "string" ? properties["__urn"] : undefined;
}

/**
 * The properties with the address that the cluster is known by, so that the state tells when it becomes
 * another one; where the settings name none, the one that was there stays.
 */
export function withHost(
  properties: Properties,
  host: string,
  { __host: before }: Properties,
): Record<string, unknown> {
  const __host = host === "" ? before : host;
  return __host === undefined ? { ...properties } : { ...properties, __host };
}

/** The same of a state that was just read: one that knew no address learns none. */
export function withHostNow(properties: Properties, host: string): Properties {
  return "__host" in properties ? withHost(properties, host, properties) : properties;
}

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
