// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import { answer } from "../http/answer";
import { illegalArgument, Refusal } from "../http/refusal";
import { flag, type EmulatedRequest } from "../http/request";
import type { PathParts, Route } from "../http/routes";
import { isObject, textOf, type JsonObject } from "../json/json";
import { readJson } from "../json/reader";
import { write } from "./write";

/** Asked for as a whole; a real cluster asks for every index in the body. */
const BULK = "indices:data/write/bulk[s]";

const ACTIONS = ["index", "create", "delete"];

interface Item {
  action: string;
  index: string;
  id: string | undefined;
  source: JsonObject | undefined;
}

const object = (line: string): JsonObject => {
  const value = readJson(line).value;
  if (!isObject(value)) throw illegalArgument("Malformed action/metadata line");
  return value;
};

const itemsOf = (text: string, fallback: string | undefined): Item[] => {
  if (text !== "" && !text.endsWith("\n"))
    throw illegalArgument("The bulk request must be terminated by a newline [\\n]");
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const items: Item[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const [action = "", values] = Object.entries(object(lines[at] ?? ""))[0] ?? [];
    if (!ACTIONS.includes(action) || !isObject(values))
      throw illegalArgument(
        `Malformed action/metadata line [${at + 1}], expected one of [create, delete, index] but found [${action}]`,
      );
    const source = action === "delete" ? undefined : object(lines[(at += 1)] ?? "");
    const index = textOf(values["_index"]) ?? fallback ?? "";
    items.push({ action, index, id: textOf(values["_id"]), source });
  }
  return items;
};

/** A refused item spoils neither the others nor the HTTP status. */
const perform = (cluster: Cluster, item: Item, refresh: boolean): JsonObject => {
  const { action, index, id, source } = item;
  try {
    const { status, body } = write(cluster, { index, id, source, refresh });
    return { [action]: { ...body, status } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { type, reason, status } = error;
    return { [action]: { _index: index, _id: id ?? null, status, error: { type, reason } } };
  }
};

const bulk = (cluster: Cluster, request: EmulatedRequest, parts: PathParts) => {
  if (request.body === "") throw new Refusal(400, "parse_exception", "request body is required");
  const refresh = request.query.get("refresh") !== "wait_for" && flag(request, "refresh");
  const items = itemsOf(request.body, parts["index"]).map((item) =>
    perform(cluster, item, refresh),
  );
  const errors = items.some((item) =>
    Object.values(item).some((result) => isObject(result) && result["error"] !== undefined),
  );
  return answer({ took: 1, errors, items });
};

/** Many writes in one request. */
export const bulkRoutes: Route[] = [
  { method: "POST", path: "/_bulk", action: BULK, handle: bulk },
  { method: "PUT", path: "/_bulk", action: BULK, handle: bulk },
  { method: "POST", path: "/{index}/_bulk", action: BULK, handle: bulk },
  { method: "PUT", path: "/{index}/_bulk", action: BULK, handle: bulk },
];
