// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";

/**
 * Whether a value is a resource with these outputs. Told by its shape: a class of another copy of this
 * package is another class.
 */
export function isResourceWith(value: unknown, ...outputs: readonly string[]): boolean {
  return isResource(value) && outputs.every((name) => name in value);
}

export function isResource(value: unknown): value is pulumi.Resource {
  return pulumi.Resource.isInstance(value);
}

/** Whether a value is not there yet while the program runs. */
export function isPending(value: unknown): boolean {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

/**
 * The arguments of a resource, none where nothing was given, so that its check names what is missing.
 * Throws one sentence where they are no object of inputs at all.
 */
export function argumentsOf<T extends object>(resource: string, args: T | undefined): T {
  if (args === undefined || args === null) return {} as T;
  const is = isPending(args)
    ? "an Output or a Promise; only single arguments may be one"
    : isResource(args)
      ? "a resource; pass its outputs one by one"
      : Array.isArray(args)
        ? "a list"
        : typeof args === "object"
          ? undefined
          : `a ${typeof args}`;
  if (is === undefined) return args;
  throw new pulumi.RunError(`${resource} takes an object with its arguments, but got ${is}.`);
}

/** Where inputs hold a resource instead of one of its outputs, such as `replications.0.index`. */
export function resourcesIn(value: unknown, path = ""): string[] {
  if (isResource(value)) return [path];
  if (typeof value !== "object" || value === null || isPending(value)) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    resourcesIn(inner, path === "" ? name : `${path}.${name}`),
  );
}
