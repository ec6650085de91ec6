// SPDX-License-Identifier: Apache-2.0
import {
  describeFailure,
  type Failure,
  type ServerReason,
} from "../provider/opensearch/answers/failure";
import type { KnownAnswer } from "../provider/opensearch/answers/known/known-answer";
import { unbreakable } from "../provider/opensearch/text/foreign";

const shape = /^(?:(?<path>\/\S+) )?(?:(?<status>\d{3}) )?(?<said>[^]*)$/;
const nowhere = { doing: "do it", host: "host", method: "PUT", mayHaveHappened: false };

/** The failures that the samples of a known answer stand for. */
export function sampleFailures({ match, samples }: KnownAnswer): Failure[] {
  return samples.map((sample) => {
    const { path = "/", status, said = "" } = shape.exec(sample)?.groups ?? {};
    const [first, ...causes] = said.split("; caused by ").map(reasonIn);
    const answered = status === undefined ? {} : { status: Number(status) };
    return { ...nowhere, path, isAmazon: match.isAmazon ?? false, ...answered, ...first, causes };
  });
}

/** What a message says of a failure, before the advice. */
export function saidOf(failure: Failure): string {
  const [, said = ""] = describeFailure({ ...failure, ...nowhere }).split("\n");
  return said.replace(/\.$/, "").replaceAll(unbreakable, " ");
}

/** A type is all lower case, or all capitals; what begins with a capital is a sentence. */
function reasonIn(text: string): ServerReason {
  const { type = "", reason = "" } =
    /^(?:(?<type>[a-z_]+|[A-Z][A-Z\d_]+): )?(?<reason>[^]*)$/.exec(text)?.groups ?? {};
  return { type, reason };
}
