// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "../../sandbox/clusters/json/json";

/** One exchange with a real cluster. */
export interface Step {
  note: string;
  target: "leader" | "follower";
  method: string;
  path: string;
  requestBody: Json;
  status: number;
  /** Null where nothing was answered. */
  contentType: string | null;
  responseBody: Json;
  /** With the security plugin, who asked: "none", "basic USER" or "cert USER". */
  auth?: string;
  wwwAuthenticate?: string;
}

/** A scenario as it was recorded. */
export interface Recording {
  scenario: string;
  about: string;
  /** The release of both clusters. */
  opensearch: string;
  /** Whether the clusters had the security plugin, and TLS with it. */
  security: boolean;
  steps: Step[];
}

/** The recordings that are replayed; those of other releases, and later ones, in the folder of their release. */
export const SCENARIOS = [
  "start-bad-request",
  "start-happy",
  "start-names",
  "start-refused",
  "start-twice",
  "start-wait-for-restore",
  "stop",
  "pause-resume",
  "connection",
  "autofollow",
  "stats",
  "sec-auth",
  "sec-refused",
  "sec-happy",
  "2.19.6/lease-lost",
  "3.4.0/lease-lost",
  "3.8.0/lease-lost",
  "3.4.0/fail-back",
  "3.4.0/blocks-cluster",
  "3.8.0/stop-again",
  "3.8.0/rules",
  "3.8.0/bulk",
  "2.19.6/pause-bodies",
  "2.19.6/start-filled",
  "3.8.0/start-filled",
  "3.4.0/fence",
  "3.4.0/switch",
  "3.4.0/skipped-by-rule",
  "3.4.0/pipeline",
  "3.9.0/switch",
];

const FOLDER = join(__dirname, "..", "recordings");

/** Reads a recording by the name of its scenario. */
export const loadRecording = (scenario: string): Recording =>
  JSON.parse(readFileSync(join(FOLDER, `${scenario}.json`), "utf8")) as Recording;
