// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import type { OfCluster } from "../../lifecycle/definition";
import {
  checkGate,
  defaults,
  emptyState,
  type GatedReplication,
  type GatedRules,
  type GateGoal,
  type GateInputs,
  type GateState,
  type GateTimeouts,
  inputSchema,
} from "../../resources/replication-gate/schema";
import type { Duration } from "../../waiting/duration";
import { isPending, isResourceWith } from "../arguments";
import type { Inputs, Outputs } from "../inputs";
import { OneLineResource, type ResourceKind } from "../one-line-provider";
import { defineUnregisteredInputs } from "../options";
import type { StartedReplication } from "./started-replication";

/**
 * Inputs of a {@link ReplicationGate}.
 *
 * @throws In the preview, if an input is invalid: one sentence for each.
 * @see `GET /_plugins/_replication/{index}/_status`
 */
export interface ReplicationGateArgs {
  /**
   * The replications to wait for: resources of the program, or names of follower indexes. A change waits
   * for all of them again.
   */
  replications: pulumi.Input<readonly (StartedReplication | pulumi.Input<string>)[]>;
  /**
   * When the gate opens: once all replications are `syncing`, or have `caughtUp` with what their leaders
   * held when they began to sync; or once each is `promotable`: it has caught up, or is promoted already, or
   * its leader is down. A change waits again.
   *
   * Default: `caughtUp`.
   */
  waitFor?: pulumi.Input<GateGoal>;
  /**
   * With `promotable`: the auto-follow rules of a switch. An index that they follow and that is not promoted
   * keeps the gate closed, with its name; with `whenUnreachable: "defer"` it is a warning. A change by itself
   * does nothing.
   *
   * Default: none.
   */
  rules?: pulumi.Input<Inputs<GatedRules>>;
  /**
   * What to do if the follower cluster cannot be reached: `fail`, or `defer`, which leaves the wait to the next
   * `up`. A change by itself does nothing.
   *
   * Default: `fail`.
   */
  whenUnreachable?: pulumi.Input<"fail" | "defer">;
  /**
   * Time limits of the operations. An exceeded limit is an error with the last status of each. A change by
   * itself does nothing.
   *
   * Default: `{ create: "1h", update: "1h" }`.
   */
  timeouts?: pulumi.Input<{
    /** How long a create may take. Default: `1h`. */
    create?: pulumi.Input<Duration>;
    /** How long an update may take. Default: `1h`. */
    update?: pulumi.Input<Duration>;
  }>;
}

const kind: ResourceKind = {
  handler: "replicationGate",
  type: "ReplicationGate",
  inputSchema,
  emptyState,
  defaults,
  sent: ({ replications }) => ({ replications: allGated(replications) }),
  check: checkGate,
};

/**
 * Waits for many replications with one poller. The engine runs a limited number of operations at a time,
 * and a replication that waits occupies one; so set `waitFor: "acknowledged"` on the replications, and let
 * one gate wait for all of them.
 *
 * It shows the progress (`37 of 40 caught up`), names each replication that fails, and owns nothing on the
 * cluster. Resources that depend on it are created once the data is there.
 *
 * @throws After all have ended, if one has failed or time is up: one sentence for each such replication.
 * @see `GET /_plugins/_replication/{index}/_status`
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
  /** The replications to wait for. */
  declare readonly replications: pulumi.Output<GatedReplication[]>;
  /** When the gate opens. */
  declare readonly waitFor: pulumi.Output<GateGoal>;
  /** The auto-follow rules of a switch. */
  declare readonly rules: pulumi.Output<GatedRules | undefined>;
  /** What to do if the follower cluster cannot be reached. */
  declare readonly whenUnreachable: pulumi.Output<"fail" | "defer">;
  /** The time limits of the operations. */
  declare readonly timeouts: pulumi.Output<GateTimeouts>;
  /** Whether all replications had reached the goal when they were last read. */
  declare readonly reached: pulumi.Output<boolean>;
  /** The uuid of the follower cluster; empty if the service hides it. */
  declare readonly clusterUuid: pulumi.Output<string>;

  constructor(name: string, args: ReplicationGateArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kind, name, args, opts);
  }
}

defineUnregisteredInputs(ReplicationGate.prototype, kind);

function allGated(replications: unknown): unknown {
  if (isPending(replications))
    return pulumi.output(replications as pulumi.Input<object>).apply(allGated);
  return Array.isArray(replications) ? replications.map(gated) : replications;
}

/** A replication that was started again, under the same name or for any other reason, is another copy to wait for. */
function gated(
  replication: StartedReplication | pulumi.Input<string>,
): Record<string, pulumi.Input<string>> {
  if (!isReplication(replication)) return { index: replication };
  return { index: replication.index, startedAt: replication.startedAt };
}

function isReplication(value: unknown): value is StartedReplication {
  return isResourceWith(value, "index", "startedAt");
}
