// SPDX-License-Identifier: Apache-2.0
import { checkBlocks } from "../cluster/blocks";
import { checkIndexSettings } from "../cluster/check-index-settings";
import type { IndexState } from "../cluster/index-state";
import { changed, flatView, indexSettings, nestedView, setting } from "../cluster/settings";
import { acknowledged, answer } from "../http/answer";
import { illegalArgument, indexClosed } from "../http/refusal";
import { flag } from "../http/request";
import type { Route } from "../http/routes";
import { isObject } from "../json/json";
import { readJson } from "../json/reader";
import { FINAL_SETTINGS, STATIC_SETTINGS } from "../cluster/known-index-settings";
import { findIndex } from "./lookup";

const PASSING = ["metadata", "read_only", "read_only_allow_delete"].map(
  (block) => `index.blocks.${block}`,
);

/** One of these alone may be put on an index and lifted whatever blocks it, a follower included. */
const checkBlocksUnlessLifted = (index: IndexState, keys: string[]): void => {
  const isBlockAlone = keys.length === 1 && PASSING.includes(keys[0] ?? "");
  if (!isBlockAlone) checkBlocks(index, "metadata");
};

const change = (index: IndexState, text: string): void => {
  const body = readJson(text).value;
  const wrapped = isObject(body) ? body["settings"] : undefined;
  const settings = indexSettings(isObject(wrapped) ? wrapped : isObject(body) ? body : {});
  const keys = Object.keys(settings);
  checkBlocksUnlessLifted(index, keys);
  checkIndexSettings(settings);
  const final = keys.find((key) => FINAL_SETTINGS.includes(key));
  if (final !== undefined)
    throw illegalArgument(`final ${index.name} setting [${final}], not updateable`);
  const fixed = keys.filter((key) => STATIC_SETTINGS.includes(key));
  if (index.open && fixed.length > 0)
    throw illegalArgument(
      `Can't update non dynamic settings [[${fixed.join(", ")}]] ` +
        `for open indices [[${index.name}/${index.uuid}]]`,
    );
  const marker = Object.entries(index.settings).filter(([, value]) => value === null);
  index.settings = { ...changed(index.settings, settings), ...Object.fromEntries(marker) };
  if (setting(index.settings, "index.routing.allocation.require._name") === undefined)
    index.red = false;
};

/** Index settings. */
export const indexSettingsRoutes: Route[] = [
  {
    method: "GET",
    path: "/{index}/_settings",
    action: "indices:monitor/settings/get",
    handle(cluster, request, { index: name = "" }) {
      const { settings, name: found } = findIndex(cluster, name);
      const view = flag(request, "flat_settings") ? flatView(settings) : nestedView(settings);
      return answer({ [found]: { settings: view } });
    },
  },
  {
    method: "PUT",
    path: "/{index}/_settings",
    action: "indices:admin/settings/update",
    handle(cluster, { body }, { index = "" }) {
      change(findIndex(cluster, index), body);
      return acknowledged();
    },
  },
  {
    method: "POST",
    path: "/{index}/_forcemerge",
    action: "indices:admin/forcemerge",
    handle(cluster, _request, { index: name = "" }) {
      const index = findIndex(cluster, name);
      checkBlocks(index, "metadata");
      const shards = index.shards;
      return answer({ _shards: { total: shards, successful: shards, failed: 0 } });
    },
  },
  {
    method: "POST",
    path: "/{index}/_flush",
    action: "indices:admin/flush",
    // No block stands against it, that of a follower neither.
    handle(cluster, _request, { index: name = "" }) {
      const index = findIndex(cluster, name);
      if (!index.open) throw indexClosed(index);
      const total = index.shards * (1 + index.replicas);
      const successful = index.active ? index.shards : 0;
      return answer({ _shards: { total, successful, failed: 0 } });
    },
  },
];
