// SPDX-License-Identifier: Apache-2.0
import { OLDEST_CLI, text, type Version } from "./versions";

/** One way to an engine that did not lead to one. */
export interface Attempt {
  way: string;
  error: Error;
}

/** The message for a user who gets no engine at all. */
export function failureMessage(attempts: Attempt[], oldestGo: Version): string {
  return [
    "No Pulumi engine could be found, installed or built:",
    ...attempts.map(({ way, error }) => `  ${way}: ${error.message.replaceAll("\n", "\n    ")}`),
    `Install the Pulumi CLI ${text(OLDEST_CLI)} or newer (https://www.pulumi.com/docs/install/),`,
    `or Go ${text(oldestGo)} or newer to have it built, and put it on PATH.`,
  ].join("\n");
}
