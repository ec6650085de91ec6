// SPDX-License-Identifier: Apache-2.0
// Stands for @pulumi/kubernetes, which the repository does not depend on: what the pages use of it, and no more.
export * as apiextensions from "./apiextensions";
export * as core from "./core";
import * as pulumi from "@pulumi/pulumi";

export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: { context: string }) {
    super("kubernetes", name, args);
  }
}
