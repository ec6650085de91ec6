// SPDX-License-Identifier: Apache-2.0
import { glob } from "../cluster/glob";
import { acknowledged, answer } from "../http/answer";
import { Refusal } from "../http/refusal";
import type { Route } from "../http/routes";
import { isObject } from "../json/json";
import { readJson } from "../json/reader";

const PIPELINES = "/_ingest/pipeline";
const PIPELINE = `${PIPELINES}/{id}`;

/** Ingest pipelines, as far as a write asks whether there is one: documents pass unchanged. */
export const pipelineRoutes: Route[] = [
  {
    method: "PUT",
    path: PIPELINE,
    action: "cluster:admin/ingest/pipeline/put",
    handle(cluster, { body }, { id = "" }) {
      const pipeline = readJson(body).value;
      if (!isObject(pipeline) || !Array.isArray(pipeline["processors"]))
        throw new Refusal(400, "parse_exception", "[processors] required property is missing");
      cluster.pipelines.set(id, pipeline);
      return acknowledged();
    },
  },
  {
    method: "GET",
    path: PIPELINES,
    action: "cluster:admin/ingest/pipeline/get",
    handle: ({ pipelines }) => answer(Object.fromEntries(pipelines)),
  },
  {
    method: "GET",
    path: PIPELINE,
    action: "cluster:admin/ingest/pipeline/get",
    handle({ pipelines }, _request, { id = "" }) {
      const patterns = id.split(",").map(glob);
      const found = [...pipelines].filter(([name]) => patterns.some((one) => one.test(name)));
      const isMissing = found.length === 0 && !id.includes("*");
      return answer(Object.fromEntries(found), isMissing ? 404 : 200);
    },
  },
  {
    method: "DELETE",
    path: PIPELINE,
    action: "cluster:admin/ingest/pipeline/delete",
    handle({ pipelines }, _request, { id = "" }) {
      if (!pipelines.delete(id))
        throw new Refusal(404, "resource_not_found_exception", `pipeline [${id}] is missing`);
      return acknowledged();
    },
  },
];
