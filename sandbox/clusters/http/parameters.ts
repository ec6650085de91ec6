// SPDX-License-Identifier: Apache-2.0
import { didYouMean } from "../json/suggest";
import { illegalArgument } from "./refusal";
import type { EmulatedRequest } from "./request";

/** Parameters that core itself reads at every endpoint. */
const EVERYWHERE = ["pretty", "human", "error_trace", "filter_path", "source"];

/**
 * Refuses a query parameter that the endpoint does not read. Only parameters of the same endpoint
 * that the request did carry or that it could have read are suggested.
 */
export const checkParameters = (request: EmulatedRequest, known: string[]): void => {
  const unknown = [...request.query.keys()]
    .filter((name) => !known.includes(name) && !EVERYWHERE.includes(name))
    .sort();
  if (unknown.length === 0) return;
  const list = unknown.map((name) => {
    const hint = didYouMean(name, known, 0.5);
    return `[${name}]${hint === "" ? "" : ` -> ${hint}`}`;
  });
  throw illegalArgument(
    `request [${request.path}] contains unrecognized parameter${unknown.length > 1 ? "s" : ""}: ` +
      list.join(", "),
  );
};
