// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";

export interface Metadata {
  name: string;
  namespace: string;
}

export class CustomResource extends pulumi.CustomResource {
  constructor(
    name: string,
    args: { apiVersion: string; kind: string; metadata: Metadata; spec: object },
    opts?: pulumi.CustomResourceOptions,
  ) {
    super(`kubernetes:${args.apiVersion}:${args.kind}`, name, args, opts);
  }
}
