// SPDX-License-Identifier: Apache-2.0
import type * as pulumi from "@pulumi/pulumi";

/** Of an Output, what the SDK itself awaits; an `apply` would never be called while a value is unknown. */
interface Awaitable<T> {
  readonly isKnown: Promise<boolean>;
  promise(): Promise<T>;
}

/** What an output holds; `undefined` where that is not known in this preview. */
export async function knownValue<T>(
  output: pulumi.Output<T>,
): Promise<{ readonly value: T } | undefined> {
  const awaitable = output as unknown as Awaitable<T>;
  return (await awaitable.isKnown) ? { value: await awaitable.promise() } : undefined;
}
