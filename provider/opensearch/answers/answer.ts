// SPDX-License-Identifier: Apache-2.0
import type { Failure, ServerReason } from "./failure";
import { fateOf } from "./fate";
import { isKnownAs } from "./known";
import { harmless, shortened } from "../text/foreign";
import { isObject, type Json, type JsonObject } from "./json";
import { unconfirmed } from "./unconfirmed";

export { isObject, type Json, type JsonObject } from "./json";

/** An HTTP answer, before anything is made of it. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly location?: string | undefined;
  readonly retryAfter?: string | undefined;
}

/** What the answer itself contributes to a failure. */
export type AnswerFailure = Pick<
  Failure,
  | "status"
  | "type"
  | "reason"
  | "causes"
  | "isOfProxy"
  | "isSilent"
  | "mayHaveHappened"
  | "retryAfter"
>;

type ReadAnswer = { readonly json: JsonObject } | { readonly failure: AnswerFailure };

/**
 * Tells OpenSearch's answers from its refusals, and both from what something in between says. `clean`
 * takes secrets out of a text before it is cut short, since half a secret is not recognised any more.
 */
export function readAnswer(
  answer: Answer,
  clean: (text: string) => string = (text) => text,
): ReadAnswer {
  const isSuccess = answer.status >= 200 && answer.status < 300;
  const json = parseObject(answer.body, isSuccess ? clean : undefined);
  if (isSuccess && json !== undefined) {
    const reason = unconfirmed(json);
    if (reason === undefined) return { json };
    return { failure: { status: answer.status, ...reason, mayHaveHappened: true } };
  }
  // What is shown of it is its beginning; the rest may be of any length, and made to be slow.
  const body = answer.body.slice(0, longestRead);
  const beginning = json === undefined ? clean(body) : body;
  const cleaned = { ...answer, body: beginning.slice(0, longestText) };
  return isSuccess
    ? { failure: { status: answer.status, ...notJson(cleaned), mayHaveHappened: true } }
    : { failure: failureOf(cleaned, json) };
}

function failureOf(answer: Answer, json: JsonObject | undefined): AnswerFailure {
  const { status } = answer;
  const said = json === undefined ? undefined : serverReasons(json);
  const first = said?.[0] ?? unreadable(answer);
  const causes = said?.slice(1) ?? [];
  return {
    status,
    type: first.type,
    reason: first.reason,
    causes,
    mayHaveHappened: fateOf({ status, ...first, causes }) === "unclear",
    retryAfter: parseRetryAfter(answer.retryAfter),
  };
}

/** `error` is an object with its causes, or, for 405, 406 and unknown paths, a plain string. */
function serverReasons(json: JsonObject): ServerReason[] | undefined {
  const { error } = json;
  // Amazon's service, in front of the cluster; what follows the first line is the request, to be compared.
  const amazon = json["message"] ?? json["Message"];
  if (error === undefined && typeof amazon === "string") {
    return [{ type: "", reason: amazon.split("\n")[0] ?? "" }];
  }
  if (typeof error === "string") return [{ type: "", reason: error }];
  if (!isObject(error)) return undefined;
  const reasons: ServerReason[] = [];
  for (
    let at: Json | undefined = error;
    isObject(at) && reasons.length < 10;
    at = at["caused_by"]
  ) {
    const uuid = at["index_uuid"];
    reasons.push({
      type: text(at["type"]),
      reason: text(at["reason"]),
      ...(typeof uuid === "string" && { indexUuid: uuid }),
    });
  }
  return reasons;
}

function unreadable(answer: Answer): ServerReason {
  const { status } = answer;
  if (status >= 300 && status < 400) {
    return {
      type: "redirect",
      reason: `it redirects to ${withoutUserinfo(answer.location ?? "nowhere")}`,
    };
  }
  // The security plugin, in plain text, until it has read its configuration.
  const plain = { type: "", reason: excerpt(answer.body) };
  if (isKnownAs("securityStarting", plain)) return plain;
  const gateway = { 502: "bad_gateway", 503: "service_unavailable", 504: "gateway_timeout" }[
    status
  ];
  if (gateway !== undefined) return { type: gateway, reason: notJson(answer).reason };
  // The security plugin says `Unauthorized` in plain text.
  if (status === 401) return { ...plain, reason: plain.reason || "no credentials accepted" };
  return notJson(answer);
}

function notJson({ contentType, body }: Answer): { type: string; reason: string } {
  const what = contentType.split(";")[0]?.trim() || "no content type";
  return {
    type: "not_json",
    reason:
      body.trim() === ""
        ? "the answer is empty"
        : `the answer is not OpenSearch's JSON but ${what}: "${excerpt(body)}"`,
  };
}

function excerpt(body: string): string {
  const plain = body
    .replace(/<(script|style)[\s\S]*?<\/\1>/gi, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return plain.length > 120 ? `${plain.slice(0, 120)}…` : plain;
}

function withoutUserinfo(location: string): string {
  return location.replace(/\/\/[^/@]*@/, "//");
}

function parseRetryAfter(header: string | undefined): number | undefined {
  if (header === undefined || !/^\d+$/.test(header.trim())) return undefined;
  return Number(header) * 1_000;
}

const longestRead = 100_000;
const longestText = 10_000;

/**
 * Texts and names are made harmless; those of a success are cut, too, and a reason, which may say anything,
 * tells no secret. A failure is known by what it says in full, before it is shown.
 */
function parseObject(
  body: string,
  clean: ((text: string) => string) | undefined,
): JsonObject | undefined {
  try {
    const value = JSON.parse(body, (name, item: unknown) => {
      if (typeof item === "string") {
        const text = harmless(item);
        if (clean === undefined) return text;
        return name === "reason" ? clean(text) : shortened(text);
      }
      return isObject(item as Json) ? withHarmlessNames(item as JsonObject) : item;
    }) as Json;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function withHarmlessNames(object: JsonObject): JsonObject {
  if (Object.keys(object).every((name) => harmless(name) === name)) return object;
  return Object.fromEntries(Object.entries(object).map(([name, item]) => [harmless(name), item]));
}

function text(value: Json | undefined): string {
  return typeof value === "string"
    ? value
    : value === undefined || value === null
      ? ""
      : JSON.stringify(value);
}
