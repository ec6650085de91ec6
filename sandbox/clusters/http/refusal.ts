// SPDX-License-Identifier: Apache-2.0
import type { Json, JsonObject } from "../json/json";

/** One exception in an error body. */
export interface Cause {
  type: string;
  reason: string;
  /** Fields some exceptions add, such as `index`. */
  extra?: JsonObject;
  causedBy?: Cause;
}

interface Details {
  extra?: JsonObject;
  causedBy?: Cause;
  /** What `root_cause` lists, where the server unwraps to something below the outermost exception. */
  root?: Cause;
}

const described = (cause: Cause): JsonObject => ({
  type: cause.type,
  reason: cause.reason,
  ...cause.extra,
});

const withCauses = (cause: Cause): JsonObject => ({
  ...described(cause),
  ...(cause.causedBy === undefined ? {} : { caused_by: withCauses(cause.causedBy) }),
});

/** An answer with an `error` object, thrown from wherever the request turned out to be wrong. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    readonly reason: string,
    readonly details: Details = {},
  ) {
    super(reason);
  }

  /** The body the server sends. */
  body(): Json {
    const { extra = {}, causedBy } = this.details;
    const outer: Cause = { type: this.type, reason: this.reason, extra };
    if (causedBy !== undefined) outer.causedBy = causedBy;
    return {
      error: { root_cause: [described(this.details.root ?? outer)], ...withCauses(outer) },
      status: this.status,
    };
  }
}

/** An answer whose `error` is a plain string, as the HTTP layer itself gives it. */
export class TextRefusal extends Error {
  constructor(
    readonly status: number,
    readonly text: string,
    readonly showsStatus = true,
  ) {
    super(text);
  }

  /** The body the server sends. */
  body(): Json {
    return this.showsStatus ? { error: this.text, status: this.status } : { error: this.text };
  }
}

/** 400 `illegal_argument_exception`, the most common refusal. */
export const illegalArgument = (reason: string) =>
  new Refusal(400, "illegal_argument_exception", reason);

/** 400 `action_request_validation_exception` or `validation_exception` with its numbered list. */
export const invalid = (violations: string[], type = "action_request_validation_exception") =>
  new Refusal(
    400,
    type,
    `Validation Failed: ${violations.map((text, i) => `${i + 1}: ${text};`).join("")}`,
  );

/** 404 `index_not_found_exception` in the form a named resource lookup gives. */
export const indexNotFound = (name: string, kind: "index_or_alias" | "index_expression") =>
  new Refusal(404, "index_not_found_exception", `no such index [${name}]`, {
    extra: { index: name, "resource.id": name, "resource.type": kind, index_uuid: "_na_" },
  });

/** 400 `index_closed_exception`, for anything that needs an open index. */
export const indexClosed = (index: { name: string; uuid: string }) =>
  new Refusal(400, "index_closed_exception", "closed", {
    extra: { index: index.name, index_uuid: index.uuid },
  });
