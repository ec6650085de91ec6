// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import { endpoints } from "../endpoints/endpoints";
import { settle } from "../replication/settle";
import { permit } from "../security/permit";
import { admit } from "./access";
import { answer, type Answer } from "./answer";
import { filterPath } from "./filter-path";
import { checkParameters } from "./parameters";
import { Refusal, TextRefusal } from "./refusal";
import type { EmulatedRequest } from "./request";
import { cutDown, turnedAway } from "./front-door";
import { findRoute } from "./routes";

const MEDIA = /^application\/(json|x-ndjson|vnd\.opensearch\+(json|x-ndjson))\s*(;|$)/i;

/** Core refuses a body without a media type that it can parse before any endpoint sees it. */
const checkContentType = ({ body, contentType }: EmulatedRequest): void => {
  if (body === "" || MEDIA.test(contentType ?? "")) return;
  throw new TextRefusal(406, `Content-Type header [${contentType ?? ""}] is not supported`);
};

const serve = async (cluster: Cluster, arrived: EmulatedRequest): Promise<Answer> => {
  const refused = turnedAway(cluster, arrived);
  if (refused !== undefined) return refused;
  const { route, parts } = findRoute(endpoints(cluster), arrived);
  checkContentType(arrived);
  const admission = admit(cluster, arrived);
  if (!admission.admitted) return admission.answer;
  const request = { ...arrived, caller: admission.caller };
  if (route.query !== undefined)
    checkParameters(
      request,
      typeof route.query === "function" ? route.query(cluster) : route.query,
    );
  route.check?.(cluster, request, parts);
  if (route.action !== null) permit(cluster, request.caller, route.action, parts["index"]);
  const result = cutDown(cluster, request, await route.handle(cluster, request, parts));
  const filter = request.query.get("filter_path");
  return filter === undefined || typeof result.body === "string"
    ? result
    : { ...result, body: filterPath(result.body, filter) };
};

/**
 * Answers one request. Both clusters are brought up to the present before it, and after it unless it
 * only reads, so that a change is noticed, and dated, by the request that made it.
 */
export const dispatch = async (cluster: Cluster, request: EmulatedRequest): Promise<Answer> => {
  settle(cluster.network);
  try {
    return await serve(cluster, request);
  } catch (error) {
    if (error instanceof Refusal || error instanceof TextRefusal)
      return answer(error.body(), error.status);
    throw error;
  } finally {
    if (request.method !== "GET") settle(cluster.network);
  }
};
