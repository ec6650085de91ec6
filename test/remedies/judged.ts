// SPDX-License-Identifier: Apache-2.0
import { isAmazonHost } from "../../provider/opensearch/text/amazon";
import { type Answer, type Json, readAnswer } from "../../provider/opensearch/answers/answer";
import { OpenSearchError } from "../../provider/opensearch/answers/errors";
import type { Fate } from "../../provider/opensearch/answers/fate";
import { readNetworkError, ProxyError } from "../../provider/opensearch/network/network-error";
import { type Asked, start } from "./calls";

/** An answer of the outside world, and the message that was judged to be right for it. */
export interface Judged {
  /** What is really the matter: the cause for which the message was judged. */
  readonly cause: string;
  /** Where the answer comes from: a recording, a class of a plugin's source, Node's error codes. */
  readonly source: string;
  /** What was asked. Default: a start. */
  readonly call?: Asked;
  /** What was answered, as it came, or the error that Node threw instead. */
  readonly answer: Answered | NetworkError;
  /** What becomes of the call: nothing was done and it is refused again, or may come through later; or something may have been done. Default: `refused`. */
  readonly fate?: Fate;
  /** Other answers of recordings for which the same message was judged. */
  readonly alike?: RegExp;
  /** The message as a person reads it, but for `Could not <do what> on <host>: ` in front. */
  readonly message: string;
}

/** An answer; JSON, but for a text. */
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
  /** Where it comes from. Default: the cluster. */
  readonly at?: "proxy";
}

/** An OpenSearch error as it is answered; each further cause is the one before's `caused_by`. */
export function refused(
  status: number,
  type: string,
  reason: string,
  ...causes: readonly (readonly [type: string, reason: string])[]
): Answered {
  const causedBy = causes.reduceRight<Json>(
    (inner, [type, reason]) => ({ type, reason, ...(inner === null ? {} : { caused_by: inner }) }),
    null,
  );
  const error = { type, reason, ...(causedBy === null ? {} : { caused_by: causedBy }) };
  return { status, body: { error, status } };
}

/** The failure of a call that was answered so. */
export function failureOf({ call = start, answer }: Pick<Judged, "call" | "answer">) {
  const { doing, method, path, host = "https://search.example.com:9200" } = call;
  const asked = { doing, method, path, host, isAmazon: isAmazonHost(host) };
  if ("code" in answer) {
    const thrown = Object.assign(new Error(answer.message), { code: answer.code });
    const error = answer.at === "proxy" ? new ProxyError(thrown, false) : thrown;
    return new OpenSearchError({ ...asked, ...readNetworkError(error, (text) => text).failure });
  }
  const read = readAnswer(received(answer));
  if ("json" in read) throw new Error(`HTTP ${answer.status} is no failure.`);
  return new OpenSearchError({ ...asked, ...read.failure });
}

function received({ status, body, contentType, location }: Answered): Answer {
  const isText = typeof body === "string";
  return {
    status,
    contentType: contentType ?? (isText ? "text/plain; charset=UTF-8" : "application/json"),
    body: isText ? body : JSON.stringify(body),
    location,
  };
}
