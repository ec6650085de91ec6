// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/answers/errors";
import { Refusal } from "../../opensearch/answers/refusal";
import { isTransient } from "../../opensearch/client/retry";
import type { ClusterOperation } from "../operation";
import { sendStart, type StartOutcome } from "../start/send-start";
import type { WantedStart } from "../../opensearch/api/replication";

/** A start that the server refuses while an index has the name: whether all else is in order. */
export interface Probe {
  /** While the old copy still runs: any refusal but the taken name is thrown. */
  readonly first: () => Promise<StartOutcome>;
  /** After the stop, which takes its time: throws a clear refusal only, since the way was clear before. */
  readonly isNameTaken: () => Promise<boolean>;
}

/** `isProved` where the server has just refused this start for its name alone. */
export function probeOf(
  wanted: WantedStart,
  isProved: boolean,
  operation: ClusterOperation,
): Probe {
  const send = (): Promise<StartOutcome> =>
    sendStart(wanted, { isProbe: true, begun: () => undefined }, operation);
  return {
    first: () => (isProved ? Promise.resolve("nameTaken") : send()),
    async isNameTaken() {
      try {
        return (await send()) === "nameTaken";
      } catch (error) {
        if (!(error instanceof OpenSearchError) || !isClearRefusal(error)) return true;
        throw new Refusal(
          `${error.message} The old replication into "${wanted.index}" had already been stopped; its index is left as it is.`,
          { cause: error },
        );
      }
    },
  };
}

function isClearRefusal(error: OpenSearchError): boolean {
  const isUnclear =
    error.mayHaveHappened || error.type === "not_json" || error.status === undefined;
  return !isUnclear && !isTransient(error);
}
