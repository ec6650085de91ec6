// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import type { Answer } from "./answer";
import { TextRefusal } from "./refusal";
import { decoded, type AdmittedRequest, type EmulatedRequest } from "./request";

/** The parts of the path that the template left open, decoded. */
export type PathParts = Record<string, string>;

/** An endpoint of the server. */
export interface Route {
  method: string;
  /** Segments in braces match anything, also the empty segment. */
  path: string;
  /** The query parameters that it knows, besides those that every endpoint knows; all if absent. */
  query?: string[] | ((cluster: Cluster) => string[]);
  /**
   * The permission that the security plugin asks for, on the index of the path if it names one. With
   * null, whoever is signed in may.
   */
  action: string | null;
  /** Refuses a request that makes no sense, which comes before the question of permission. */
  check?(cluster: Cluster, request: AdmittedRequest, parts: PathParts): void;
  handle(cluster: Cluster, request: AdmittedRequest, parts: PathParts): Answer | Promise<Answer>;
}

/** The route that serves a request, with its path parts. */
export interface Match {
  route: Route;
  parts: PathParts;
}

const segmentsOf = (path: string): string[] => {
  const segments = path.split("/").slice(1);
  while (segments.length > 0 && segments.at(-1) === "") segments.pop();
  return segments;
};

const isOpen = (segment: string) => segment.startsWith("{");

const fits = (template: string[], segments: string[]): boolean =>
  template.length === segments.length &&
  template.every((part, i) => isOpen(part) || part === segments[i]);

/** Orders templates so that a literal segment beats an open one, from the left. */
const openness = (path: string): string =>
  segmentsOf(path)
    .map((segment) => (isOpen(segment) ? "1" : "0"))
    .join("");

/**
 * Finds the route. Core answers an unknown path and a known path with a wrong method differently,
 * both with a plain string as `error`.
 */
export const findRoute = (routes: Route[], request: EmulatedRequest): Match => {
  const segments = segmentsOf(request.path);
  const candidates = routes
    .filter((route) => fits(segmentsOf(route.path), segments))
    .sort((a, b) => openness(a.path).localeCompare(openness(b.path)));
  const best = candidates.find((route) => route.method === request.method);
  if (best === undefined) {
    const { uri, method } = request;
    if (candidates.length === 0)
      throw new TextRefusal(400, `no handler found for uri [${uri}] and method [${method}]`, false);
    const allowed = [...new Set(candidates.map((route) => route.method))].join(", ");
    throw new TextRefusal(
      405,
      `Incorrect HTTP method for uri [${uri}] and method [${method}], allowed: [${allowed}]`,
    );
  }
  const parts: PathParts = {};
  segmentsOf(best.path).forEach((part, i) => {
    if (isOpen(part)) parts[part.slice(1, -1)] = decoded(segments[i] ?? "");
  });
  return { route: best, parts };
};
