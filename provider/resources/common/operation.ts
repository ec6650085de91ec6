// SPDX-License-Identifier: Apache-2.0
import type { Client } from "../../opensearch/client/client";
import type { ClusterIdentity } from "../../opensearch/calls/cluster";
import { type Connection, connectionFrom, retryingReads } from "../../opensearch/client/connection";
import { clusterAddress } from "../../opensearch/client/cluster-address";
import {
  gatherSettings,
  type OnClusterChange,
  type RawSettings,
  type SettingName,
} from "../../opensearch/settings/settings";
import { isSignInRefused, isStored, storedSignIn } from "../../opensearch/sign-in/stored-sign-in";
import type { Handler } from "../../pulumi/handler-boundary";
import type { Clock } from "../../waiting/clock";
import { type Deadline, deadlineIn } from "../../waiting/deadline";
import { type Duration, parseDuration } from "../../waiting/duration";
import { type Claims, claimsIn } from "./claims/claims";
import { memoryJournal } from "./claims/journal";
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
  /** What becomes of resources whose cluster is another one now. */
  readonly onClusterChange: OnClusterChange;
  readonly clock: Clock;
  readonly random: () => number;
  readonly deadline: Deadline;
  /** Aborted when the deployment is cancelled. */
  readonly signal: AbortSignal;
  /** The resource that the operation is for, where it says so. */
  readonly urn: string | undefined;
  readonly tell: Teller;
  readonly claims: Claims;
  /** The address that the cluster is known by, see {@link Operations.host}. */
  readonly host: string;
}

/** Where the operations of one handler begin: the settings of its provider, and the way to the cluster. */
export interface Operations {
  readonly configure: Handler["configure"];
  readonly connection: Connection;
  /** The provider's settings as they came, nothing checked. */
  settings(): RawSettings;
  tellerOf(urn: string | undefined): Teller;
  /** What the program declares in this deployment. */
  readonly claims: Claims;
  /** The address that the cluster is known by before anything is asked of it; empty where the settings name none. */
  host(): string;
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
  let host: string | undefined;
  let hasStored = false;
  const claims = claimsIn(world.journal ?? memoryJournal());
  const connection = connectionFrom(
    () => raw,
    clock,
    (failure) =>
      hasStored && isSignInRefused(failure) && !claims.areThere() ? storedSignIn : undefined,
  );
  const hostNow = (): string => (host ??= clusterAddress(raw));
  const tellerOf = (urn: string | undefined): Teller =>
    tellerFor(urn, log, { clock, isBuild: (environment["CI"] ?? "") !== "" });
  return {
    configure({ config }) {
      const configured = (name: SettingName) => config.get(`opensearch:${name}`);
      raw = gatherSettings(configured, environment);
      hasStored = isStored(configured);
      host = undefined;
      signal = world.cancellation();
    },
    connection,
    claims,
    host: hostNow,
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
        identity: () =>
          connection.identity(retrying, ({ status, type, host }) =>
            tell.progress(
              "access",
              `waiting for access to ${host} (${status ?? type ?? "no answer"})`,
            ),
          ),
        onClusterChange: connection.onClusterChange(),
        urn,
        tell,
        claims,
        host: hostNow(),
      };
    },
  };
}
