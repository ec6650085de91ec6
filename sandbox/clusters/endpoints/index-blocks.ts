// SPDX-License-Identifier: Apache-2.0
import { checkBlocks } from "../cluster/blocks";
import { answer } from "../http/answer";
import { illegalArgument } from "../http/refusal";
import type { Route } from "../http/routes";
import { findIndex } from "./lookup";

const BLOCKS = ["metadata", "read", "read_only", "write"];

/** Blocks that a client puts on an index. They are lifted as settings. */
export const indexBlockRoutes: Route[] = [
  {
    method: "PUT",
    path: "/{index}/_block/{block}",
    action: "indices:admin/block/add",
    handle(cluster, _request, { index: name = "", block = "" }) {
      if (!BLOCKS.includes(block)) throw illegalArgument(`No block found with name ${block}`);
      const index = findIndex(cluster, name);
      checkBlocks(index, "metadata");
      index.settings = { ...index.settings, [`index.blocks.${block}`]: "true" };
      // Also of an index without assigned shards: none of them has failed.
      return answer({
        acknowledged: true,
        shards_acknowledged: true,
        indices: [{ name: index.name, blocked: true }],
      });
    },
  },
];
