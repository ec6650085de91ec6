// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";

/** The inputs of a kind of resource, and the outputs that are not inputs, by name. */
export interface Shape {
  readonly inputs: readonly string[];
  readonly outputs: Iterable<string>;
  /** Inputs whose default only the provider knows, so that it must tell the program. */
  readonly told: readonly string[];
  readonly defaults: Readonly<Record<string, unknown>>;
}

/**
 * The properties that are registered: each costs the program and the engine time, so options that were
 * not given are none. A look-up registers all, since it receives all.
 */
export function registered(
  { inputs, outputs, told }: Shape,
  given: pulumi.Inputs,
  isLookUp: boolean,
): pulumi.Inputs {
  // An output exists on the object only if it is among the properties.
  const awaited = [...(isLookUp ? inputs : told), ...outputs];
  const present = Object.entries(given).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(awaited.map((name): [string, undefined] => [name, undefined])),
    ...Object.fromEntries(present),
  };
}

/** Gives an option that is not registered the value that it has where it is left out. The SDK sets those that are. */
export function answerOptions(prototype: object, { inputs, defaults }: Shape): void {
  for (const name of inputs) {
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
