// SPDX-License-Identifier: Apache-2.0
import { type Json, readAnswer } from "../../provider/opensearch/answers/answer";
import { OpenSearchError } from "../../provider/opensearch/answers/errors";
import { readNetworkError, ProxyError } from "../../provider/opensearch/network/network-error";

/** An answer as it comes: JSON, but for a text. */
export interface Answered {
  readonly status: number;
  readonly body: Json;
  readonly contentType?: string;
  readonly location?: string;
}

/** What Node throws where no answer comes. */
export interface NetworkError {
  readonly code: string;
  readonly message: string;
  readonly at?: "proxy";
}

/** The failure of a call that was answered so. */
export function failureOf(answer: Answered | NetworkError, path = "/"): OpenSearchError {
  const asked = { doing: "do it", method: "PUT", path, host: "host" };
  if ("code" in answer) {
    const thrown = Object.assign(new Error(answer.message), { code: answer.code });
    const error = answer.at === "proxy" ? new ProxyError(thrown, false) : thrown;
    return new OpenSearchError({ ...asked, ...readNetworkError(error, (text) => text).failure });
  }
  const { status, body, contentType, location } = answer;
  const isText = typeof body === "string";
  const read = readAnswer({
    ...{ status, location, body: isText ? body : JSON.stringify(body) },
    contentType: contentType ?? (isText ? "text/plain; charset=UTF-8" : "application/json"),
  });
  if ("json" in read) throw new Error(`HTTP ${status} is no failure.`);
  return new OpenSearchError({ ...asked, ...read.failure });
}
