// SPDX-License-Identifier: Apache-2.0
import type { Client } from "../../opensearch/client";
import type { ClusterIdentity } from "../../opensearch/cluster";
import { type Connection, connectionFrom, retryingReads } from "../../opensearch/connection";
import { gatherSettings, type RawSettings } from "../../opensearch/settings";
import type { Handler } from "../../pulumi/handler-boundary";
import type { Clock } from "../../waiting/clock";
import { type Deadline, deadlineIn } from "../../waiting/deadline";
import { type Duration, parseDuration } from "../../waiting/duration";
import { type Teller, tellerFor } from "./teller";
import type { World } from "./world";

/** What every operation on a resource needs from outside. */
export interface Operation {
  /** Makes each call once. */
  readonly client: Client;
  /** Makes reads again that fail for a passing reason. */
  readonly reads: Client;
  /** The cluster that answers, asked for once per process. */
  readonly identity: () => Promise<ClusterIdentity>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly deadline: Deadline;
  /** Aborted when the deployment is cancelled. */
  readonly signal: AbortSignal;
  /** The resource that the operation is for, where it says so. */
  readonly urn: string | undefined;
  readonly tell: Teller;
}

/** Where the operations of one handler begin: the settings of its provider, and the way to the cluster. */
export interface Operations {
  readonly configure: Handler["configure"];
  readonly connection: Connection;
  /** The provider's settings as they came, nothing checked. */
  settings(): RawSettings;
  tellerOf(urn: string | undefined): Teller;
  /** An operation that begins now and may last as long as `limit` says. */
  begin(limit: Duration, urn: string | undefined): Operation;
}

/** Where a state holds no limit that can be read. */
const usualLimit = 20 * 60_000;

/** The operations of one handler. */
export function operationsIn(world: World): Operations {
  const { clock, random, environment, log } = world;
  let raw: RawSettings = gatherSettings(() => undefined, environment);
  let signal = new AbortController().signal;
  const connection = connectionFrom(() => raw, clock);
  const tellerOf = (urn: string | undefined): Teller =>
    tellerFor(urn, log, { clock, isBuild: (environment["CI"] ?? "") !== "" });
  return {
    configure({ config }) {
      raw = gatherSettings((name) => config.get(`opensearch:${name}`), environment);
      signal = world.cancellation();
    },
    connection,
    settings: () => raw,
    tellerOf,
    begin(limit, urn) {
      const deadline = deadlineIn(parseDuration(limit) ?? usualLimit, clock);
      const retrying = { clock, random, deadline, signal };
      const client = connection.client();
      const tell = tellerOf(urn);
      for (const warning of connection.warnings()) void tell.warn(warning);
      return {
        ...retrying,
        client,
        reads: retryingReads(client, retrying),
        identity: () => connection.identity(retrying),
        urn,
        tell,
      };
    },
  };
}
