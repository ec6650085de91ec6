// SPDX-License-Identifier: Apache-2.0
import type { Json } from "../json/json";

/** What a handler answers: an object is sent as JSON, a string as plain text. */
export interface Answer {
  status: number;
  body: Json;
  headers?: Record<string, string>;
}

/** A 200 unless told otherwise. */
export const answer = (body: Json, status = 200): Answer => ({ status, body });

/** What nearly every change is answered with. */
export const acknowledged = (): Answer => answer({ acknowledged: true });
