// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";

/** What a program under mocks has registered, by `type name`, such as `Domain leader`. */
export type Registered = ReadonlyMap<string, pulumi.runtime.MockResourceArgs>;

/**
 * Runs a program under mocks to its end. `outputs` says what a resource has besides its inputs, by the last
 * part of its type.
 */
export async function underMocks(
  program: () => Promise<unknown>,
  configuration: Record<string, string>,
  outputs: Record<string, (name: string) => object> = {},
): Promise<Registered> {
  const registered = new Map<string, pulumi.runtime.MockResourceArgs>();
  await pulumi.runtime.setMocks(
    {
      call: ({ inputs }) => inputs as object,
      newResource: (args) => {
        const kind = args.type.split(":").at(-1) ?? "";
        registered.set(`${kind} ${args.name}`, args);
        const state = { ...(args.inputs as object), ...outputs[kind]?.(args.name) };
        return { id: `${args.name}-id`, state };
      },
    },
    "example",
    "dev",
  );
  pulumi.runtime.setAllConfig(configuration);
  await program();
  await pulumi.runtime.disconnect();
  return registered;
}

/** The inputs of a registered resource, secrets in clear, without the provider's text. */
export function inputsOf(registered: Registered, resource: string): Record<string, unknown> {
  const inputs = registered.get(resource)?.inputs as Record<string, unknown> | undefined;
  if (inputs === undefined) throw new Error(`${resource}? ${[...registered.keys()].join(", ")}`);
  const own = Object.entries(inputs).filter(([name]) => !name.startsWith("__"));
  return Object.fromEntries(
    own.map(([name, value]) => [name, pulumi.runtime.unwrapRpcSecret(value) as unknown]),
  );
}
