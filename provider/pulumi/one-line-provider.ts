// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { stackProblem } from "./provider-problems";
import type { InputCheck } from "../lifecycle/inputs/input-check";
import { emptyWhereNothing, registered, type Shape } from "./options";
import { argumentsOf, isPending, isResource, isResourceWith, resourcesIn } from "./arguments";
import { mistaken } from "./mistakes";
import { mergedTimeouts } from "./custom-timeouts";
import { type ClaimedObject, claimInProgram } from "./program-claims";

/** The names of the handlers that `./handlers` exports. */
type HandlerName =
  "startedReplication" | "leaderConnection" | "autoFollowRule" | "replicationGate" | "writeBlock";

/**
 * The text that the host loads to find the provider: `require-from-string(text).handler()`.
 *
 * It is stored in the state of every resource, and delete and refresh run the text in the state, so
 * it is a contract with every state file ever written: it never changes, and neither does the
 * `./handlers` export that it names.
 *
 * The host resolves it from the program's folder. Where only a library of a workspace depends on the
 * package, a second look from the folder of the SDK's host finds it; where it is nowhere, a sentence
 * says what to do. Errors of the package itself pass.
 */
export function providerText(handler: HandlerName): string {
  return `exports.handler=()=>{let n="pulumi-opensearch-replication",r=p=>require.resolve(n+"/handlers",p);try{n=r()}catch{try{n=r({paths:[require.main.path]})}catch{throw Object.assign(Error("The package "+n+" is not installed. Add it to the package.json of the Pulumi program itself, and keep it there until all of its resources are gone."),{stack:""})}}return require(n).${handler}}`;
}

const isLookingForLeaks = (process.env["PULUMI_DEBUG_PROMISE_LEAKS"] ?? "") !== "";

/** A kind of resource: its handler, the last part of its type, its properties and their check. */
export interface ResourceKind extends Shape {
  readonly handler: HandlerName;
  readonly type: string;
  readonly check: InputCheck;
  /** What it has on the cluster; left out where that is nothing. */
  readonly claims?: ClaimedObject;
  /** What is sent of arguments that may be resources. */
  readonly sent?: (args: Readonly<Record<string, unknown>>) => pulumi.Inputs;
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
    kind: ResourceKind,
    name: string,
    args: object,
    opts: pulumi.CustomResourceOptions,
  ) {
    const { handler, type, check, claims, defaults } = kind;
    const all: pulumi.Inputs = argumentsOf(`${type} "${name}"`, args);
    const timeouts = mergedTimeouts(all["timeouts"], opts, Object.keys(defaults.timeouts));
    const given = { ...emptyWhereNothing(all, kind), ...kind.sent?.(all), timeouts };
    const token = `pulumi-nodejs:dynamic/opensearch:${type}`;
    const provider = opts.provider ?? opts.parent?.getProvider(token);
    const settings = provider === undefined ? stackProblem() : undefined;
    // One for all resources, which would each repeat it.
    if (settings !== undefined) throw settings;
    // The engine would delete the connection alone, which is refused while the replication uses it.
    const own = isResourceWith(opts.deletedWith, "alias", "seeds")
      ? withoutDeletedWith(opts)
      : opts;
    // A look-up by id takes whatever it is given.
    const problem = opts.id === undefined ? problemOf(type, name, given, check, opts) : undefined;
    const options = problem === undefined ? own : { ...own, dependsOn: mistaken(problem) };
    // The engine does not tell a dynamic provider which resource a call is for; names that begin with
    // two underscores are not shown.
    const __urn = pulumi.createUrn(name, token, urnOf(opts.parent));
    // A look-up by id owns nothing.
    if (claims !== undefined && opts.id === undefined)
      claimInProgram(claims, given, __urn, provider);
    const props = registered(kind, given, opts.id !== undefined);
    // The SDK makes four promises a property, each with a stack for its search for leaks, which takes
    // most of a large program's time.
    const { stackTraceLimit } = Error;
    try {
      Error.stackTraceLimit = isLookingForLeaks ? stackTraceLimit : 0;
      super(token, name, { ...props, __provider: providerText(handler), __urn }, options);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  }
}

function withoutDeletedWith(opts: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
  const rest = { ...opts };
  delete rest.deletedWith;
  return rest;
}

/**
 * The parent's URN, as nothing but a text. An output of the parent would make the resource depend on it;
 * and to depend on a component is to depend on all that is in it, which includes the resource itself.
 */
function urnOf(parent: pulumi.Resource | undefined): Promise<string> | undefined {
  return parent === undefined
    ? undefined
    : new Promise((resolve) => parent.urn.apply((urn) => resolve(urn)));
}

/**
 * What is wrong with the inputs that are already known. The engine stops at the first resource whose
 * check fails; a program that names its mistakes itself names those of all resources in one preview.
 */
function problemOf(
  type: string,
  name: string,
  props: pulumi.Inputs,
  check: InputCheck,
  opts: pulumi.CustomResourceOptions,
): string | undefined {
  // The engine would read it through the provider, which a dynamic one is not asked for.
  if (opts.import !== undefined)
    return `${type} "${name}" cannot be imported. Leave the option \`import\` out: the first \`pulumi up\` adopts what is there already, if the inputs fit it.`;
  // What is not there yet breaks no rule.
  const isUnknown = (value: unknown): boolean => isPending(value) || isResource(value);
  const failures = [
    ...resourcesIn(props).map((property) => ({
      property,
      reason: `must not be a resource: pass one of its outputs${property === "leaderAlias" ? ", a LeaderConnection or the name of a connection" : ""}`,
    })),
    ...check({}, props, { isUnknown, isProgram: true }).failures,
  ];
  if (failures.length === 0) return undefined;
  const lines = failures.map(({ property, reason }) => `${property} ${reason}`);
  return [`${type} "${name}" has invalid inputs:`, ...lines].join("\n  ");
}
