// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import type { StartedReplication } from "../classes/started-replication";
import type { PlannedSite } from "./plan";

/** The replications of a site by its indexes. */
export function byIndex(
  { indexes }: PlannedSite,
  replications: readonly StartedReplication[],
): Readonly<Record<string, StartedReplication>> {
  return Object.fromEntries(
    indexes.flatMap((index, at) => {
      const one = replications[at];
      return one === undefined ? [] : [[index, one]];
    }),
  );
}

/** What each index of a site is. */
export function statusesOf({ indexes }: PlannedSite, replications: readonly StartedReplication[]) {
  return Object.fromEntries(indexes.map((index, at) => [index, replications[at]?.status ?? ""]));
}

/** How many operations the copies of a site lacked when they were promoted, as far as that is known. */
export function behindOf(
  { indexes }: PlannedSite,
  leaders: readonly StartedReplication[],
): pulumi.Output<Readonly<Record<string, number>>> {
  return pulumi
    .all(leaders.map(({ promotion }) => promotion))
    .apply((promotions) =>
      Object.fromEntries(
        promotions.flatMap((promotion, at) =>
          promotion?.behind === undefined ? [] : [[indexes[at] ?? "", promotion.behind]],
        ),
      ),
    );
}
