// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../http/refusal";
import type { Cause } from "../http/refusal";
import type { IndexState } from "./index-state";
import { setting, type Settings } from "./settings";

/** What a block can stand against. */
export type Access = "write" | "metadata" | "delete";

interface Block {
  text: string;
  against: Access[];
}

const SETTINGS: Record<string, Block> = {
  "index.blocks.read_only": {
    text: "FORBIDDEN/5/index read-only (api)",
    against: ["write", "metadata", "delete"],
  },
  "index.blocks.write": { text: "FORBIDDEN/8/index write (api)", against: ["write"] },
  "index.blocks.metadata": { text: "FORBIDDEN/9/index metadata (api)", against: ["metadata"] },
  "index.blocks.read_only_allow_delete": {
    text:
      "TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, " +
      "index has read-only-allow-delete block",
    against: ["write", "metadata"],
  },
};

const REPLICATION: Block = {
  text: "FORBIDDEN/1000/index read-only(cross-cluster-replication)",
  against: ["write", "metadata", "delete"],
};

const TYPE = "cluster_block_exception";

const blocksOf = (index: IndexState): Block[] => [
  ...Object.entries(SETTINGS)
    .filter(([key]) => setting(index.settings, key) === "true")
    .map(([, block]) => block),
  ...(index.replicationBlock ? [REPLICATION] : []),
];

/** The blocks on an index that stand against something, as an exception, or nothing. */
export const blockedBy = (index: IndexState, access: Access): Cause | undefined => {
  const texts = blocksOf(index)
    .filter((block) => block.against.includes(access))
    .map((block) => `[${block.text}];`);
  if (texts.length === 0) return undefined;
  return { type: TYPE, reason: `index [${index.name}] blocked by: ${texts.join("")}` };
};

/** Refuses with 403 (429 where only the disk is full) what a block stands against. */
export const checkBlocks = (index: IndexState, access: Access): void => {
  const cause = blockedBy(index, access);
  if (cause === undefined) return;
  const status = cause.reason.includes("FORBIDDEN") ? 403 : 429;
  throw new Refusal(status, cause.type, cause.reason);
};

interface ClusterBlock {
  key: string;
  text: string;
  lets: ("delete" | "change")[];
}

const CLUSTER: ClusterBlock[] = [
  { key: "cluster.blocks.read_only", text: "FORBIDDEN/6/cluster read-only (api)", lets: [] },
  {
    key: "cluster.blocks.read_only_allow_delete",
    text: "FORBIDDEN/13/cluster read-only / allow delete (api)",
    lets: ["delete"],
  },
  {
    key: "cluster.blocks.create_index",
    text: "FORBIDDEN/10/cluster create-index blocked (api)",
    lets: ["delete", "change"],
  },
];

/**
 * Refuses what a cluster does not let through that its operator has blocked. Making an index is the
 * request for it; the restore that a start makes is a change.
 */
export const checkClusterWritable = (
  settings: Settings,
  access: "create" | "change" | "delete" = "change",
): void => {
  const texts = CLUSTER.filter(({ key }) => setting(settings, key) === "true")
    .filter(({ lets }) => !lets.some((passing) => passing === access))
    .map(({ text }) => `[${text}];`);
  if (texts.length > 0) throw new Refusal(403, TYPE, `blocked by: ${texts.join("")}`);
};
