// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/answers/errors";
import { isTransient } from "../../opensearch/client/retry";
import { Refusal } from "../../opensearch/answers/refusal";
import type { StartOutcome } from "../start/send-start";

/**
 * Asks once more, after the stop, whether the start is possible: a stop takes its time, in which the
 * leader may have gone. Only a clear refusal counts, since the way was clear before.
 */
export async function askAgain(
  probe: () => Promise<StartOutcome>,
  index: string,
): Promise<StartOutcome> {
  try {
    return await probe();
  } catch (error) {
    if (!(error instanceof OpenSearchError) || !isClearRefusal(error)) return "nameTaken";
    throw new Refusal(
      `${error.message} The old replication into "${index}" had already been stopped; its index is left as it is.`,
      { cause: error },
    );
  }
}

function isClearRefusal(error: OpenSearchError): boolean {
  const isUnclear =
    error.mayHaveHappened || error.type === "not_json" || error.status === undefined;
  return !isUnclear && !isTransient(error);
}
