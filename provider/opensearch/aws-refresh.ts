// SPDX-License-Identifier: Apache-2.0
import type { Clock } from "../waiting/clock";
import type { AwsCredentials } from "./aws-credentials";

/** Credentials are renewed this long before they end, as AWS's own SDK does. */
const margin = 5 * 60_000;

/**
 * Keeps credentials until shortly before they expire. Callers at the same time share one load; a load
 * that failed is forgotten, so the next call tries anew.
 */
export function kept(
  load: () => Promise<AwsCredentials>,
  { now }: Pick<Clock, "now">,
): () => Promise<AwsCredentials> {
  let current: Promise<AwsCredentials> | undefined;
  let freshUntil = Infinity;
  return () => {
    if (current !== undefined && now() < freshUntil) return current;
    freshUntil = Infinity;
    const loading = load().then(
      (credentials) => {
        freshUntil = (credentials.expiration?.getTime() ?? Infinity) - margin;
        return credentials;
      },
      (error: unknown) => {
        if (current === loading) current = undefined;
        throw error;
      },
    );
    return (current = loading);
  };
}
