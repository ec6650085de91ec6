// SPDX-License-Identifier: Apache-2.0
import { awsRemedies } from "./aws-remedies";
import { connectionRemedies } from "./connection-remedies";
import type { Failure } from "./errors";
import { networkRemedies } from "./network-remedies";
import type { Remedy } from "./remedy";
import { serverRemedies } from "./server-remedies";

/** The first row that fits gives the advice, so the narrower ones come first. */
export const remedies: readonly Remedy[] = [
  ...connectionRemedies,
  ...serverRemedies,
  ...awsRemedies,
  ...networkRemedies,
];

/** What to try about a failure; `undefined` where the table knows nothing. */
export function remedyFor(failure: Failure): string | undefined {
  const texts = [failure.reason ?? "", ...(failure.causes ?? []).map((cause) => cause.reason)];
  const row = remedies.find(
    ({ status, type, reason }) =>
      (status === undefined || status === failure.status) &&
      (type === undefined || type.test(failure.type ?? "")) &&
      (reason === undefined || texts.some((text) => reason.test(text))),
  );
  return row?.advice;
}
