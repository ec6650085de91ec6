// SPDX-License-Identifier: Apache-2.0
import type { Remedy } from "./remedy";

/** What `settings`, or the leader index's own settings on the follower cluster, are refused with. */
export const indexSettingsRemedies: readonly Remedy[] = [
  {
    name: "connection setting not known",
    reason: /(persistent|transient) setting \[cluster\.remote\.[^\]]*\], not recognized/,
    advice:
      "This OpenSearch version does not know that connection setting: remove it, or upgrade the follower cluster.",
  },
  {
    name: "unknown setting",
    reason: /unknown setting \[/,
    advice:
      "Correct the name in `settings` (names begin with `index.`), or install the plugin that defines it on the follower cluster.",
  },
  {
    name: "soft deletes in `settings`",
    reason: /soft-deletes disabled is no longer supported/,
    advice: "Remove index.soft_deletes.enabled from `settings`: replication needs soft deletes.",
  },
  {
    name: "value of a setting",
    reason: /Failed to parse .*(setting|value) /,
    advice: "Correct the value in `settings`.",
  },
  {
    name: "data path",
    reason: /path\.shared_data/,
    advice:
      "The leader index or `settings` sets index.data_path, which the follower cluster's nodes must allow: set path.shared_data in their opensearch.yml.",
  },
  {
    name: "file of an analyzer",
    reason: /IOException while reading \S+_path/,
    advice:
      "An analyzer of the leader index reads a file: copy it to every node of the follower cluster, to the same path in its config folder.",
  },
  {
    name: "one role of two",
    reason: /Need roles for leader_cluster_role and follower_cluster_role/,
    advice: "Set both roles of useRoles, or neither on a cluster without the security plugin.",
  },
  {
    name: "renaming followers",
    reason: /unknown field \[follower_index_pattern\]/,
    advice:
      "A rule can rename its followers from OpenSearch 3.8 on: remove followerIndexPattern, so that followers are named like their leaders, or upgrade the follower cluster.",
  },
];
