// SPDX-License-Identifier: Apache-2.0
import type { Estate } from "../../reads/estate";
import type { ReplicationInfo } from "../../reads/replication-info";

/** What a monitor makes of a replication: `bad` needs somebody, `unknown` cannot be told. */
export type Health = "flowing" | "bad" | "unknown";

/** From when on a follower is too far behind. */
export interface Limits {
  readonly maxLag: number;
  readonly maxLagSeconds: number;
}

/** One replication as it is shown. */
export interface Row extends ReplicationInfo {
  readonly site: string;
  /** How old the oldest operation is that it lacks; left out where that is not known. */
  readonly secondsBehind?: number;
  readonly health: Health;
}

/** The health of a replication. One that waits for its first copy, or has none of it yet, flows. */
export function healthOf(
  { status, ahead = 0, lag = 0 }: ReplicationInfo,
  secondsBehind: number | undefined,
  { maxLag, maxLagSeconds }: Limits,
): Health {
  if (status === "UNKNOWN") return "unknown";
  if (!["SYNCING", "BOOTSTRAPPING", "RUNNING"].includes(status) || ahead > 0) return "bad";
  return lag > maxLag || (secondsBehind ?? 0) > maxLagSeconds ? "bad" : "flowing";
}

/** A look at one site, made ready to be shown. */
export interface Look {
  readonly site: string;
  readonly estate: Estate;
  readonly rows: readonly Row[];
}

/** A site that could not be looked at, and why. */
export interface Failed {
  readonly site: string;
  readonly error: string;
}

/** The exit status: 0 all flows, 1 something does not, 2 it cannot be told. */
export function exitStatus(looks: readonly Look[], failed: readonly Failed[]): 0 | 1 | 2 {
  const rows = looks.flatMap((look) => look.rows);
  const rules = looks.flatMap(({ estate }) => estate.rules);
  const isBad =
    rows.some(({ health }) => health === "bad") ||
    rules.some(
      ({ failedIndexes, unfollowed = [] }) => failedIndexes.length + unfollowed.length > 0,
    );
  if (isBad) return 1;
  const isHidden = looks.some(({ estate }) =>
    estate.unseen.some(({ what }) => what === "replications"),
  );
  const isUnknown = isHidden || rows.some(({ health }) => health === "unknown");
  return isUnknown || failed.length > 0 ? 2 : 0;
}
