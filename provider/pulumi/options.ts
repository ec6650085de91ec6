// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import type { InputSchema } from "../lifecycle/inputs/validator";
import { own } from "../opensearch/text/record";
import { isPending } from "./arguments";

/** The inputs of a kind of resource, and the outputs that are not inputs. */
export interface Shape {
  readonly inputSchema: InputSchema;
  readonly emptyState: object;
  readonly defaults: Readonly<Record<string, unknown>> & { readonly timeouts: object };
}

/**
 * The arguments, where an option (a switch, or one of several words) that was given and turns out to have no
 * value is empty, which its check refuses: the default of `paused`, for a misspelt output, would resume.
 */
export function emptyWhereNothing(args: pulumi.Inputs, { inputSchema }: Shape): pulumi.Inputs {
  const isOption = (name: string): boolean => {
    const { type, enum: words }: Option = own(inputSchema.properties, name) ?? {};
    return words !== undefined || [type].flat().includes("boolean");
  };
  const filled = (value: unknown): unknown =>
    pulumi.output(value as pulumi.Input<object>).apply((it: unknown) => it ?? "");
  return Object.fromEntries(
    Object.entries(args).map(([name, value]: [string, unknown]) => [
      name,
      isPending(value) && isOption(name) ? filled(value) : value,
    ]),
  );
}

interface Option {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
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
