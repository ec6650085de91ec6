// SPDX-License-Identifier: Apache-2.0
import type { Answer } from "./answer";
import type { EmulatedRequest } from "./request";

/**
 * Looks at a request before any endpoint sees it and may answer it (401, 403) instead. The clusters
 * emulated here have no security plugin, so every request passes; this is the one place where a
 * check of credentials and permissions belongs.
 */
export type AccessCheck = (request: EmulatedRequest) => Answer | undefined;

/** A cluster without the security plugin. */
export const everyoneMayDoAnything: AccessCheck = () => undefined;
