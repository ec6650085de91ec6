// SPDX-License-Identifier: Apache-2.0
import type { Clock } from "../../waiting/clock";
import type { AwsCredentials } from "./aws-credentials";

/** Credentials are renewed this long before they end, as AWS's own SDK does. */
const margin = 5 * 60_000;

/**
 * Keeps credentials until shortly before they expire. Callers at the same time share one load. A load
 * that failed is forgotten, so the next call tries again; until they really expire, the old ones are used.
 */
export function kept(
  load: () => Promise<AwsCredentials>,
  { wallTime }: Pick<Clock, "wallTime">,
): () => Promise<AwsCredentials> {
  let loading: Promise<AwsCredentials> | undefined;
  let last: AwsCredentials | undefined;
  const isGoodFor = (milliseconds: number): boolean =>
    last !== undefined && wallTime() + milliseconds < (last.expiration?.getTime() ?? Infinity);
  const renewed = async (): Promise<AwsCredentials> => {
    try {
      return (last = await load());
    } catch (error) {
      if (last !== undefined && isGoodFor(0)) return last;
      throw error;
    } finally {
      loading = undefined;
    }
  };
  return () => {
    if (last !== undefined && isGoodFor(margin)) return Promise.resolve(last);
    return (loading ??= renewed());
  };
}
