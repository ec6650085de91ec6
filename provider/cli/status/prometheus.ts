// SPDX-License-Identifier: Apache-2.0
import type { Failed, Look } from "./verdict";

type Labels = Readonly<Record<string, string>>;

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly (readonly [Labels, number | undefined])[];
}

/** Looks in Prometheus's text format: every metric a gauge, one line each. */
export function prometheusText(looks: readonly (Look | Failed)[]): string {
  return metricsOf(looks)
    .map(({ name, help, samples }) => {
      const full = `opensearch_replication_${name}`;
      const lines = samples.flatMap(([labels, value]) =>
        value === undefined ? [] : [`${full}${labelText(labels)} ${value}`],
      );
      return [`# HELP ${full} ${help}`, `# TYPE ${full} gauge`, ...lines, ""].join("\n");
    })
    .join("");
}

function metricsOf(all: readonly (Look | Failed)[]): Metric[] {
  const looks = all.flatMap((look) => ("error" in look ? [] : [look]));
  const at = (site: string): Labels => (site === "" ? {} : { site });
  const rows = looks.flatMap((look) => look.rows);
  const ofRow = ({ site, index, leaderAlias = "", leaderIndex = "" }: (typeof rows)[number]) => ({
    ...at(site),
    ...{ follower_index: index, leader_alias: leaderAlias, leader_index: leaderIndex },
  });
  const rules = looks.flatMap(({ site, estate }) =>
    estate.rules.map(
      (rule) => [{ ...at(site), rule: rule.name, pattern: rule.pattern }, rule] as const,
    ),
  );
  return [
    {
      name: "look_success",
      help: "Whether the follower cluster could be looked at.",
      samples: all.map((look) => [at(look.site), "error" in look ? 0 : 1]),
    },
    {
      name: "flowing",
      help: "Whether the follower replicates: 1, or 0 where it is paused, failed, stopped, ahead or too far behind. Left out where that cannot be told.",
      samples: rows.map((row) => [
        ofRow(row),
        row.health === "unknown" ? undefined : Number(row.health === "flowing"),
      ]),
    },
    {
      name: "status",
      help: "The status of the replication, which is the label of that name.",
      samples: rows.map((row) => [{ ...ofRow(row), status: row.status }, 1]),
    },
    {
      name: "lag_operations",
      help: "How many operations the follower is behind its leader.",
      samples: rows.map((row) => [ofRow(row), row.lag]),
    },
    {
      name: "lag_seconds",
      help: "How old the oldest operation is that the follower lacks, where that is known.",
      samples: rows.map((row) => [ofRow(row), row.secondsBehind]),
    },
    {
      name: "ahead_operations",
      help: "How many operations the follower is ahead of its leader, which was restored or made anew.",
      samples: rows.map((row) => [ofRow(row), row.ahead]),
    },
    {
      name: "connection_connected",
      help: "Whether the connection to the leader is connected.",
      samples: looks.flatMap(({ site, estate }) =>
        estate.connections.map(
          ({ alias, isConnected }) => [{ ...at(site), alias }, Number(isConnected)] as const,
        ),
      ),
    },
    {
      name: "rule_failed_indexes",
      help: "How many leader indexes the auto-follow rule could not follow.",
      samples: rules.map(([labels, { failedIndexes }]) => [labels, failedIndexes.length]),
    },
    {
      name: "rule_unfollowed_indexes",
      help: "How many leader indexes match the auto-follow rule and are not replicated.",
      samples: rules.map(([labels, { unfollowed }]) => [labels, unfollowed?.length]),
    },
  ];
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

/** @see https://prometheus.io/docs/instrumenting/exposition_formats/ */
function escaped(value: string): string {
  return value.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n");
}
