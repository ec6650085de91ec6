// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { openReads } from "../look-ups/reads";
import { type GetReplicationArgs, lookUpReplication } from "../look-ups/replication";
import type { ReplicationInfo } from "../look-ups/replication-info";
import { type GetReplicationsArgs, lookUpReplications } from "../look-ups/replications";
import type { Client } from "../opensearch/client/client";
import { followerStats, type ReplicationStats } from "../opensearch/calls/follower-stats";
import type { RawSettings } from "../opensearch/provider-settings/setting-names";
import type { Inputs } from "./inputs";
import { knownSettings, type LookUpOptions, settingsFor } from "./look-up-settings";
import { argumentsOf } from "./arguments";

/**
 * The replication into one index of the follower cluster, as it is now
 * (`GET /_plugins/_replication/{index}/_status`). Nothing is written to the state.
 *
 * An index into which nothing is replicated is no error: `exists` is false then. Rejects with what
 * the server said where it refuses, and while the provider's settings are unknown in a preview. The
 * plugin's own follower role is enough.
 *
 * @example
 * ```ts
 * const lag = orders.id.apply(async (index) => {
 *   const { lag } = await replication.getReplication({ index }, { provider: follower });
 *   return lag;
 * });
 * ```
 */
export function getReplication(
  args: GetReplicationArgs,
  opts: LookUpOptions = {},
): Promise<ReplicationInfo> {
  return promised("getReplicationOutput", opts, (client) =>
    lookUpReplication(client, argumentsOf("getReplication", args)),
  );
}

/**
 * {@link getReplication} for arguments that are outputs; unknown in a preview while one of them, or
 * a setting of the provider, is.
 *
 * @example
 * ```ts
 * export const lag = replication.getReplicationOutput({ index: orders.id }, { provider: follower }).lag;
 * ```
 */
export function getReplicationOutput(
  args: Inputs<GetReplicationArgs>,
  opts: LookUpOptions = {},
): pulumi.Output<ReplicationInfo> {
  return resolved(pulumi.output(args), opts, lookUpReplication);
}

/**
 * The replications of the follower cluster, sorted by name, or those into `indexes`. Nothing is written to the state.
 *
 * One request (`GET /_cluster/state/metadata`, which needs `cluster:monitor/state`) tells the state
 * on record: `RUNNING`, `PAUSED` or `FAILED`, and the connection since 3.8. With `details`, `_status`
 * tells the rest of each. Where the cluster state may not be read, `indexes` are asked for one by
 * one by `_status`; without `indexes` the look-up rejects and says which permission is missing.
 *
 * @example
 * ```ts
 * const all = await replication.getReplications({ details: true });
 * const behind = all.filter(({ lag = 0 }) => lag > 1_000);
 * ```
 */
export function getReplications(
  args: GetReplicationsArgs = {},
  opts: LookUpOptions = {},
): Promise<ReplicationInfo[]> {
  return promised("getReplicationsOutput", opts, (client) =>
    lookUpReplications(client, argumentsOf("getReplications", args)),
  );
}

/** {@link getReplications} for arguments that are outputs; unknown in a preview while one of them, or a setting of the provider, is. */
export function getReplicationsOutput(
  args: Inputs<GetReplicationsArgs> = {},
  opts: LookUpOptions = {},
): pulumi.Output<ReplicationInfo[]> {
  return resolved(pulumi.output(args), opts, lookUpReplications);
}

/**
 * How many replications of the follower cluster run, are paused or have failed, and what each running
 * one has done (`GET /_plugins/_replication/follower_stats`). Nothing is written to the state.
 *
 * Needs `indices:admin/plugins/replication/follower/stats`, which the plugin's own roles do not hold;
 * rejects and says so where it is missing.
 *
 * @example
 * ```ts
 * const { failed, indexes } = await replication.getReplicationStats({ provider: follower });
 * ```
 */
export function getReplicationStats(opts: LookUpOptions = {}): Promise<ReplicationStats> {
  return promised("getReplicationStatsOutput", opts, followerStats);
}

/** {@link getReplicationStats} as an output; unknown in a preview while a setting of the provider is. */
export function getReplicationStatsOutput(
  opts: LookUpOptions = {},
): pulumi.Output<ReplicationStats> {
  return resolved(pulumi.output({}), opts, followerStats);
}

async function promised<R>(
  instead: string,
  opts: LookUpOptions,
  ask: (client: Client) => Promise<R>,
): Promise<R> {
  return inASentence(async () => ask(await openReads(await knownSettings(opts, instead))));
}

/** What comes of it is as secret as the arguments are: the settings, which are secret, are not in it. */
function resolved<A, R>(
  args: pulumi.Output<A>,
  opts: LookUpOptions,
  ask: (client: Client, args: A) => Promise<R>,
): pulumi.Output<R> {
  const settings = pulumi.unsecret(settingsFor(opts));
  const both = pulumi.all([args, settings]) as pulumi.Output<[A, RawSettings]>;
  return both.apply<R>(([known, raw]) => inASentence(async () => ask(await openReads(raw), known)));
}

/** The SDK prints the message of a RunError; of any other error the stack, in which nobody finds it. */
async function inASentence<R>(ask: () => Promise<R>): Promise<R> {
  try {
    return await ask();
  } catch (error) {
    const isShown: boolean = pulumi.RunError.isInstance(error);
    if (isShown || !(error instanceof Error)) throw error;
    throw Object.assign(new pulumi.RunError(error.message), { cause: error });
  }
}
