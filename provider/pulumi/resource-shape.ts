// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";

/**
 * Whether a value is a resource with these outputs. Told by its shape: a class of another copy of this
 * package is another class.
 */
export function isResourceWith(value: unknown, ...outputs: readonly string[]): boolean {
  return isResource(value) && outputs.every((name) => name in value);
}

/** Whether a value is a resource, of whatever kind. */
export function isResource(value: unknown): value is pulumi.Resource {
  return pulumi.Resource.isInstance(value);
}
