// SPDX-License-Identifier: Apache-2.0

/** Settings that may change while the index is open. */
const DYNAMIC = [
  "index.auto_expand_replicas",
  "index.blocks.metadata",
  "index.blocks.read",
  "index.blocks.read_only",
  "index.blocks.read_only_allow_delete",
  "index.blocks.write",
  "index.default_pipeline",
  "index.final_pipeline",
  "index.gc_deletes",
  "index.hidden",
  "index.highlight.max_analyzed_offset",
  "index.mapping.depth.limit",
  "index.mapping.nested_fields.limit",
  "index.mapping.nested_objects.limit",
  "index.mapping.total_fields.limit",
  "index.max_inner_result_window",
  "index.max_ngram_diff",
  "index.max_regex_length",
  "index.max_rescore_window",
  "index.max_result_window",
  "index.max_shingle_diff",
  "index.max_terms_count",
  "index.merge.policy.max_merged_segment",
  "index.merge.scheduler.max_thread_count",
  "index.number_of_replicas",
  "index.plugins.replication.follower.leader_index",
  "index.plugins.replication.translog.retention_lease.pruning.enabled",
  "index.priority",
  "index.query.default_field",
  "index.refresh_interval",
  "index.routing.allocation.enable",
  "index.routing.allocation.exclude._name",
  "index.routing.allocation.include._name",
  "index.routing.allocation.include._tier_preference",
  "index.routing.allocation.require._name",
  "index.routing.allocation.total_shards_per_node",
  "index.routing.rebalance.enable",
  "index.search.idle.after",
  "index.search.slowlog.threshold.query.warn",
  "index.soft_deletes.retention_lease.period",
  "index.translog.durability",
  "index.translog.flush_threshold_size",
  "index.translog.generation_threshold_size",
  "index.translog.sync_interval",
  "index.unassigned.node_left.delayed_timeout",
  "index.write.wait_for_active_shards",
];

/** Settings that may change only while the index is closed. */
export const STATIC_SETTINGS = [
  "index.check_on_startup",
  "index.codec",
  "index.data_path",
  "index.load_fixed_bitset_filters_eagerly",
  "index.mapping.coerce",
  "index.mapping.ignore_malformed",
  "index.number_of_routing_shards",
  "index.routing_partition_size",
  "index.shard.check_on_startup",
  "index.similarity.default.type",
  "index.sort.field",
  "index.sort.order",
  "index.store.type",
];

/** Settings fixed for good when the index is made, or the server's own. */
export const FINAL_SETTINGS = [
  "index.creation_date",
  "index.number_of_shards",
  "index.provided_name",
  "index.replication.type",
  "index.soft_deletes.enabled",
  "index.uuid",
  "index.version.created",
];

/** Every index setting that the emulated clusters know. */
export const KNOWN_INDEX_SETTINGS = [...DYNAMIC, ...STATIC_SETTINGS, ...FINAL_SETTINGS];

/** Groups under which any key is allowed. */
export const OPEN_GROUPS = [
  "index.analysis.",
  "index.routing.allocation.",
  "index.lifecycle.",
  "index.similarity.",
];
