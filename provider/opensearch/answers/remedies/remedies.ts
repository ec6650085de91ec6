// SPDX-License-Identifier: Apache-2.0
import { awsRemedies } from "./aws";
import { blockRemedies } from "./block";
import { connectionRemedies } from "./connection";
import { type Failure, reasonsOf } from "../failure";
import { networkRemedies } from "./network";
import { permissionRemedies } from "./permission";
import { proxyRemedies } from "./proxy";
import type { Remedy } from "./remedy";
import { serverRemedies } from "./server";
import { indexSettingsRemedies } from "./index-settings";
import { tlsRemedies } from "./tls";

/** The first row that fits gives the advice, so the narrower ones come first. */
export const remedies: readonly Remedy[] = [
  ...proxyRemedies,
  ...tlsRemedies,
  ...awsRemedies,
  ...connectionRemedies,
  ...blockRemedies,
  ...permissionRemedies,
  ...indexSettingsRemedies,
  ...serverRemedies,
  ...networkRemedies,
];

/** What to try about a failure; `undefined` where the table knows nothing. */
export function remedyFor(failure: Failure): string | undefined {
  return rowFor(failure)?.advice;
}

/** The row that a failure fits; `undefined` where the table knows nothing. */
export function rowFor(failure: Failure): Remedy | undefined {
  const texts = reasonsOf(failure).map(({ reason }) => reason);
  return remedies.find(
    ({ status, type, reason, path, isAmazon }) =>
      (status === undefined || status === failure.status) &&
      (type === undefined || type.test(failure.type ?? "")) &&
      (path === undefined || path.test(failure.path)) &&
      (isAmazon === undefined || isAmazon === (failure.isAmazon ?? false)) &&
      (reason === undefined || texts.some((text) => reason.test(text))),
  );
}
