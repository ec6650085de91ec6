// SPDX-License-Identifier: Apache-2.0
import type { ServerReason } from "./failure";

/** What a refusal means for the call that it refuses. */
export type Fate =
  /** Nothing was done, and the same call is refused again. */
  | "refused"
  /** Nothing was done, and the same call may come through a little later. */
  | "notYet"
  /** Something may have been done. */
  | "unclear";

/** A refusal, by its status, its type and its text. */
interface Rule {
  readonly fate: Fate;
  readonly status?: number;
  readonly type?: RegExp;
  readonly reason?: RegExp;
}

/**
 * The plugin makes all its checks, those on the leader too, before it writes anything down; and most of
 * them answer with whatever status their exception happens to have, 500 for many. The first rule that
 * fits counts, and each is a `throw` in the source of the plugin, of the security plugin or of core.
 */
const rules: readonly Rule[] = [
  { fate: "unclear", type: /^not_acknowledged$/ },
  // Lifted by the node itself once it has joined; every other block was set by someone, or by the disk watermark.
  { fate: "notYet", status: 503, type: /^cluster_block_exception$/ },
  { fate: "refused", type: /^cluster_block_exception$/ },
  { fate: "notYet", reason: /Security not initialized/ },
  { fate: "notYet", reason: /Primary shards in the Index\[.*\] are not active/ },
  { fate: "notYet", reason: /Index is in restore phase currently/ },
  { fate: "notYet", reason: /indices that are being snapshotted/ },
  // The leader is asked before anything is written, and within the cluster core itself tries again.
  {
    fate: "refused",
    type: /^(connect_transport|node_disconnected|node_not_connected|no_seed_node_left)_exception$/,
  },
  { fate: "refused", reason: /Unable to open any (proxy )?connections to remote cluster/ },
  { fate: "refused", reason: /Replication is not enabled on the remote domain/ },
  { fate: "refused", type: /^action_not_found_transport_exception$/ },
  { fate: "refused", reason: /Setup checks failed/ },
  { fate: "refused", reason: /Cannot proceed with replication for k-NN enabled index/ },
  { fate: "refused", reason: /^Cannot (pause|update settings) when in \w+ state/ },
  { fate: "refused", reason: /Failed to update empty autofollow pattern/ },
  { fate: "refused", reason: /Autofollow replication rule .* does not exist/ },
  { fate: "refused", reason: /^No user found for (indices|cluster):admin\/plugins\/replication/ },
  // Requests that do not get past the plugin's own parsing.
  { fate: "refused", type: /^uninitialized_property_access_exception$/ },
  { fate: "refused", type: /^string_index_out_of_bounds_exception$/ },
];

export function fateOf({
  status = 0,
  type = "",
  reason = "",
  causes = [],
}: {
  readonly status?: number | undefined;
  readonly type?: string | undefined;
  readonly reason?: string | undefined;
  readonly causes?: readonly ServerReason[] | undefined;
}): Fate {
  const texts = [reason, ...causes.map((cause) => cause.reason)];
  const rule = rules.find(
    (one) =>
      (one.status === undefined || one.status === status) &&
      (one.type === undefined || one.type.test(type)) &&
      (one.reason === undefined || texts.some((text) => one.reason?.test(text))),
  );
  if (rule !== undefined) return rule.fate;
  if (status === 429) return "notYet";
  return status >= 500 || status === 408 ? "unclear" : "refused";
}
