// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";

/** A random identifier of the length and alphabet that the server uses. */
export const newUuid = (): string => randomBytes(16).toString("base64url");
