// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";

/**
 * Whether a value is not known yet. In previews the engine puts this text in place of every unknown
 * value, of whatever type and at any depth of the inputs (pulumi/pulumi#6310).
 */
export function isUnknown(value: unknown): boolean {
  return value === pulumi.runtime.unknownValue;
}
