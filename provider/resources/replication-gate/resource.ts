// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { mergedTimeouts } from "../../pulumi/custom-timeouts";
import type { Outputs } from "../../pulumi/inputs";
import { OneLineResource, type ResourceKind } from "../../pulumi/one-line-provider";
import { answerOptions } from "../../pulumi/options";
import type { OfCluster } from "../common/resource-definition";
import { argumentsOf, isPending, isResourceWith } from "../../pulumi/arguments";
import type { Duration } from "../../waiting/duration";
import type { StartedReplication } from "../started-replication/resource";
import { checkGate } from "./check";
import {
  defaults,
  type GatedReplication,
  type GateGoal,
  type GateTimeouts,
  inputSchema,
  emptyState,
  type GateInputs,
  type GateState,
} from "./schema";

/** Arguments of a {@link ReplicationGate}. */
export interface ReplicationGateArgs {
  /**
   * What to wait for: replications of the program, or names of follower indexes. A change waits for all
   * of them again.
   */
  replications: pulumi.Input<readonly (StartedReplication | pulumi.Input<string>)[]>;
  /**
   * When the gate opens: all are `syncing`, or have `caughtUp` with what their leaders held at that
   * moment. A change waits again.
   *
   * Default: `caughtUp`.
   */
  waitFor?: pulumi.Input<GateGoal>;
  /**
   * Limits of the waits. A change does nothing.
   *
   * Default: `{ create: "1h", update: "1h" }`.
   */
  timeouts?: pulumi.Input<{ create?: pulumi.Input<Duration>; update?: pulumi.Input<Duration> }>;
}

const kind: ResourceKind = {
  handler: "replicationGate",
  type: "ReplicationGate",
  inputs: Object.keys(inputSchema.properties),
  outputs: Object.keys(emptyState),
  told: [],
  defaults,
  check: checkGate,
};

/**
 * Waits for many replications together (`GET /_plugins/_replication/{index}/_status`, one poller). The
 * engine runs a few operations at a time, and each that waits holds a place; so let the replications be
 * done when they are `acknowledged`, and one gate wait for all of them.
 *
 * It tells how many are there (`37 of 40 caught up`), names each that fails, and owns nothing on the
 * cluster. What depends on it is made when the data is there.
 *
 * @example
 * ```ts
 * const gate = new replication.ReplicationGate("copied", { replications: [orders, customers] });
 * const dashboard = new Dashboard("dashboard", { … }, { dependsOn: gate });
 * ```
 */
export class ReplicationGate
  extends OneLineResource
  implements Outputs<GateInputs & GateState & OfCluster>
{
  /** What is waited for. */
  declare readonly replications: pulumi.Output<GatedReplication[]>;
  /** When the gate opens. */
  declare readonly waitFor: pulumi.Output<GateGoal>;
  /** The limits of the waits. */
  declare readonly timeouts: pulumi.Output<GateTimeouts>;
  /** Whether all of them were where they are wanted when they were last looked at. */
  declare readonly reached: pulumi.Output<boolean>;
  /** The uuid of the follower cluster that was asked; empty where the service hides it. */
  declare readonly clusterUuid: pulumi.Output<string>;

  constructor(name: string, args: ReplicationGateArgs, opts: pulumi.CustomResourceOptions = {}) {
    const { replications, ...rest } = argumentsOf(`ReplicationGate "${name}"`, args);
    const timeouts = mergedTimeouts(rest.timeouts, opts, ["create", "update"]);
    const given = { ...rest, replications: allGated(replications), timeouts };
    super(kind, name, given, opts);
  }
}

answerOptions(ReplicationGate.prototype, kind);

function allGated(replications: unknown): unknown {
  if (isPending(replications))
    return pulumi.output(replications as pulumi.Input<object>).apply(allGated);
  return Array.isArray(replications) ? replications.map(gated) : replications;
}

/** A replication that is started anew, under its name or for whatever reason, is another copy, which is waited for again. */
function gated(
  replication: StartedReplication | pulumi.Input<string>,
): Record<string, pulumi.Input<string>> {
  if (!isReplication(replication)) return { index: replication };
  return { index: replication.index, startedAt: replication.startedAt };
}

function isReplication(value: unknown): value is StartedReplication {
  return isResourceWith(value, "index", "startedAt");
}
