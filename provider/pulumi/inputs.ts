// SPDX-License-Identifier: Apache-2.0
import type * as pulumi from "@pulumi/pulumi";

/**
 * What a program may give for a resolved type: an `Input` of each property, and of each property's
 * properties. What may be left out may also turn out to be `undefined`, as the outputs of other resources do.
 */
export type Inputs<T> = {
  [name in keyof T]: undefined extends T[name]
    ? pulumi.Input<Nested<NonNullable<T[name]>> | undefined>
    : pulumi.Input<Nested<T[name]>>;
};

type Nested<T> = T extends object ? Inputs<T> : T;

/** The outputs of a resource class, of which none may be missing. */
export type Outputs<T> = { readonly [name in keyof T]-?: pulumi.Output<T[name] | undefined> };
