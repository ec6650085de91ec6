// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import type { InputSchema } from "../lifecycle/inputs/validator";

/** The inputs of a kind of resource, and the outputs that are not inputs. */
export interface Shape {
  readonly inputSchema: InputSchema;
  readonly emptyState: object;
  readonly defaults: Readonly<Record<string, unknown>> & { readonly timeouts: object };
}

/**
 * The properties that are registered: each costs the program and the engine time, so options that were
 * not given are none. A look-up registers all, since it receives all.
 */
export function registered(
  { inputSchema, emptyState }: Shape,
  given: pulumi.Inputs,
  isLookUp: boolean,
): pulumi.Inputs {
  // An output exists on the object only if it is among the properties.
  const inputs = Object.keys(inputSchema.properties);
  // Of inputs that are left out, only the provider knows the default of `leaderAlias`, and tells it.
  const answered = isLookUp ? inputs : inputs.filter((name) => name === "leaderAlias");
  const awaited = [...answered, ...Object.keys(emptyState)];
  const present = Object.entries(given).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(awaited.map((name): [string, undefined] => [name, undefined])),
    ...Object.fromEntries(present),
  };
}

/** Gives an option that is not registered the value that it has where it is left out. The SDK sets those that are. */
export function defineUnregisteredInputs(
  prototype: object,
  { inputSchema, defaults }: Shape,
): void {
  for (const name of Object.keys(inputSchema.properties)) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      get: () => pulumi.output(defaults[name]),
      set(this: object, value: unknown) {
        const own = { value, writable: true, enumerable: true, configurable: true };
        Object.defineProperty(this, name, own);
      },
    });
  }
}
