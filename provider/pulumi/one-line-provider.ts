// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";

/** The names of the handlers that `./handlers` exports. */
export type HandlerName = "startedReplication";

/**
 * The text that the host loads to find the provider: `require-from-string(text).handler()`.
 *
 * It is stored in the state of every resource, and delete and refresh run the text in the state, so
 * it is a contract with every state file ever written: it never changes, and neither does the
 * `./handlers` export that it names.
 */
export function providerText(handler: HandlerName): string {
  return `exports.handler=()=>require("pulumi-opensearch-replication/handlers").${handler}`;
}

/**
 * A dynamic resource whose provider is one constant line.
 *
 * `pulumi.dynamic.Resource` would serialize the provider with everything it captures into each
 * resource's state; error classes, maps, private fields and compiled validators do not survive that,
 * and what does survive goes on living after an upgrade. The host needs none of it: all it does with
 * the text is to load it and call `handler()`.
 */
export abstract class OneLineResource extends pulumi.CustomResource {
  protected constructor(
    handler: HandlerName,
    type: string,
    name: string,
    props: pulumi.Inputs,
    opts: pulumi.CustomResourceOptions,
  ) {
    const token = `pulumi-nodejs:dynamic/opensearch:${type}`;
    // The engine does not tell a dynamic provider which resource a call is for; names that begin with
    // two underscores are not shown.
    const __urn = pulumi.createUrn(name, token, opts.parent);
    super(token, name, { ...props, __provider: providerText(handler), __urn }, opts);
  }
}
