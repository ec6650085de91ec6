// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";

export class Role extends pulumi.CustomResource {
  declare readonly arn: pulumi.Output<string>;
  constructor(name: string, args: { assumeRolePolicy: pulumi.Input<string> }) {
    super("aws:iam/role:Role", name, { ...args, arn: undefined });
  }
}
