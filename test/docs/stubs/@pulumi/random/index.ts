// SPDX-License-Identifier: Apache-2.0
// Stands for @pulumi/random, which the repository does not depend on: what the pages use of it, and no more.
import * as pulumi from "@pulumi/pulumi";

export class RandomPassword extends pulumi.CustomResource {
  declare readonly result: pulumi.Output<string>;
  constructor(name: string, args: { length: pulumi.Input<number> }) {
    super("random:index/randomPassword:RandomPassword", name, { ...args, result: undefined });
  }
}
