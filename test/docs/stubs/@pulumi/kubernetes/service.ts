// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import type { Metadata } from "./apiextensions";

export class Service extends pulumi.CustomResource {
  declare readonly status: pulumi.Output<{
    loadBalancer: { ingress: { ip: string; hostname: string }[] };
  }>;
  constructor(
    name: string,
    args: {
      metadata: Metadata;
      spec: {
        type: string;
        selector: Record<string, string>;
        ports: { port: number; targetPort: number }[];
      };
    },
    opts?: pulumi.CustomResourceOptions,
  ) {
    super("kubernetes:core/v1:Service", name, { ...args, status: undefined }, opts);
  }
}
