// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import { isSigned, signatureFault } from "../security/sig-v4";
import { isObject, type JsonObject } from "../json/json";
import { answer, type Answer } from "./answer";
import type { EmulatedRequest } from "./request";

const actions: Record<string, string> = {
  GET: "es:ESHttpGet",
  HEAD: "es:ESHttpHead",
  POST: "es:ESHttpPost",
  PUT: "es:ESHttpPut",
  DELETE: "es:ESHttpDelete",
};

/** What is left of an answer of which the service shows a part. */
export const cutDown = ({ front }: Cluster, { path }: EmulatedRequest, whole: Answer): Answer => {
  const fields = front.cutsDown.filter((cut) => cut.path.test(path)).flatMap((cut) => cut.fields);
  if (fields.length === 0 || !isObject(whole.body)) return whole;
  return { ...whole, body: fields.reduce(without, whole.body) };
};

const without = (body: JsonObject, field: string): JsonObject => {
  const [name = "", ...deeper] = field.split(".");
  const { [name]: inner, ...rest } = body;
  if (deeper.length === 0 || !isObject(inner)) return rest;
  return { ...rest, [name]: without(inner, deeper.join(".")) };
};

/**
 * What Amazon's service has in front of a cluster, where the options ask for it: every request must be
 * signed by the one key, before its path or body are looked at. It knows no other sign-in, and quotes
 * the header of one that it does not understand.
 */
export const turnedAway = (
  { security, clock, front }: Cluster,
  request: EmulatedRequest,
): Answer | undefined => {
  if (front.offersNot.some((path) => path.test(request.path)))
    return answer({ Message: `Your request: '${request.path}' is not allowed.` }, 401);
  const options = security?.sigV4;
  if (options === undefined) return undefined;
  const { authorization, method } = request;
  if (authorization === undefined) {
    const action = actions[method] ?? `es:ESHttp${method}`;
    const Message = `User: anonymous is not authorized to perform: ${action} because no resource-based policy allows the ${action} action`;
    return answer({ Message }, 403);
  }
  if (!isSigned(request)) {
    const part = authorization.split(" ").at(-1) ?? "";
    const message = `'${part}' not a valid key=value pair (missing equal-sign) in Authorization header: '${authorization}'.`;
    return answer({ message }, 403);
  }
  const fault = signatureFault(options, request, clock.now());
  return fault === undefined ? undefined : answer({ message: fault }, 403);
};
