// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import { isSigned, signatureFault } from "../security/sig-v4";
import { answer, type Answer } from "./answer";
import type { EmulatedRequest } from "./request";

const actions: Record<string, string> = {
  GET: "es:ESHttpGet",
  HEAD: "es:ESHttpHead",
  POST: "es:ESHttpPost",
  PUT: "es:ESHttpPut",
  DELETE: "es:ESHttpDelete",
};

/**
 * What Amazon's service has in front of a cluster, where the options ask for it: every request must be
 * signed by the one key, before its path or body are looked at. It knows no other sign-in, and quotes
 * the header of one that it does not understand.
 */
export const turnedAway = (
  { security, clock }: Cluster,
  request: EmulatedRequest,
): Answer | undefined => {
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
