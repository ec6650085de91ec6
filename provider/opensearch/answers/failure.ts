// SPDX-License-Identifier: Apache-2.0
import { unbroken } from "../text/foreign";

export interface ServerReason {
  readonly type: string;
  readonly reason: string;
  /** `index.uuid` of the index that it is about, where the answer names it. */
  readonly indexUuid?: string;
}

export interface Failure {
  /** What we were doing, to which index, as a phrase: `start replication into index "a"`. */
  readonly doing: string;
  readonly method: string;
  readonly path: string;
  /** Scheme, host and port; never userinfo. */
  readonly host: string;
  readonly isAmazon?: boolean | undefined;
  /** HTTP status; absent where no answer came. */
  readonly status?: number | undefined;
  /** `error.type`, or the network error's code (`ECONNREFUSED`). */
  readonly type?: string | undefined;
  /** `error.reason`, or what the network error said. */
  readonly reason?: string | undefined;
  /** `caused_by`, outermost first. */
  readonly causes?: readonly ServerReason[] | undefined;
  /** It is a proxy's, in front of the cluster, and says nothing of that. */
  readonly isOfProxy?: boolean | undefined;
  /** Nothing was reached at any of the cluster's addresses. */
  readonly isSilent?: boolean | undefined;
  /** Whether the server can have acted on the request although it did not confirm it. */
  readonly mayHaveHappened: boolean;
  /** The `Retry-After` header, in milliseconds. */
  readonly retryAfter?: number | undefined;
}

/** A failure in two lines: what was being done, where; and what was answered, each thing once. */
export function describeFailure(failure: Failure): string {
  const said = reasonsOf(failure).reduce<string[]>((texts, reason) => {
    const text = inWords(reason);
    return text === "" || texts.some((earlier) => earlier.includes(text))
      ? texts
      : [...texts, text];
  }, []);
  const reason = said.join("; caused by ");
  const status = failure.status === undefined ? "" : `HTTP ${failure.status}`;
  const both = reason !== "" && status !== "" ? `${reason} (${status})` : reason + status;
  return `Could not ${failure.doing} on ${failure.host}:\n${both || "no answer"}.`;
}

/** What was answered, and what it was caused by. */
export function reasonsOf({
  type = "",
  reason = "",
  causes = [],
}: Pick<Failure, "type" | "reason" | "causes">): ServerReason[] {
  return [{ type, reason }, ...causes];
}

/** Types that say nothing which the reason does not say: OpenSearch's own default, and our names for answers that are not OpenSearch's. */
const silent =
  /^(exception|not_json|not_acknowledged|filtered|bad_gateway|service_unavailable|gateway_timeout|network_error|PROXY_\w+)$/;

/** Node's messages hold their code already. */
function inWords({ type, reason }: ServerReason): string {
  const text = reason.trim().replace(/\.$/, "");
  if (text === "") return unbroken(type);
  const isSaid = type === "" || silent.test(type) || text.includes(type);
  return unbroken(isSaid ? text : `${type}: ${text}`);
}
