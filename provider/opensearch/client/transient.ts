// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../errors/errors";
import { fateOf } from "./fate";

/** Network errors that a second try can mend. Names that cannot be resolved and certificates that are not trusted are not among them. */
const passingNetworkErrors =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|ETIMEDOUT|EPIPE|EAI_AGAIN|PROXY_UNAVAILABLE)$/;

/** HTTP statuses of a server, or of something in front of it, that is busy or not quite there. */
const passingStatuses = new Set([429, 502, 503, 504]);

/** Whether the same call may succeed a little later. */
export function isTransient(error: unknown): error is OpenSearchError {
  if (!(error instanceof OpenSearchError)) return false;
  if (error.status === undefined) return passingNetworkErrors.test(error.type ?? "");
  if (fateOf(error) === "refused") return isUnreadable(error);
  return passingStatuses.has(error.status) || isUnreadable(error) || isUnexplained(error);
}

/** A success that something in between has garbled or cut off. */
function isUnreadable({ status = 0, type }: OpenSearchError): boolean {
  return status >= 200 && status < 300 && type === "not_json";
}

/** An internal error of a read, but for the plugin's own word that it cannot reach the leader. */
function isUnexplained({ status, method, ...error }: OpenSearchError): boolean {
  return status === 500 && method === "GET" && error.type !== "replication_exception";
}
