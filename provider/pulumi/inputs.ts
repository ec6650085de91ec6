// SPDX-License-Identifier: Apache-2.0
import type * as pulumi from "@pulumi/pulumi";

/** What a program may give for a resolved type: an `Input` of each property, and of each property's properties. */
export type Inputs<T> = { [name in keyof T]: Nested<NonNullable<T[name]>> };

// In brackets, since an Output of a union is not a union of Outputs.
type Nested<T> = [T] extends [object] ? pulumi.Input<Inputs<T>> : pulumi.Input<T>;
