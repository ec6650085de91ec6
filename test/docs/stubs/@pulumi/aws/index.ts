// SPDX-License-Identifier: Apache-2.0
// Stands for @pulumi/aws, which the repository does not depend on: what the pages use of it, and no more.
export * as iam from "./iam";
export * as opensearch from "./opensearch";
import * as pulumi from "@pulumi/pulumi";

export function getCallerIdentityOutput(): pulumi.Output<{ accountId: string }> {
  return pulumi.output({ accountId: "123456789012" });
}
