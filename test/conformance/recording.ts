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
  contentType: string;
  responseBody: Json;
}

/** A scenario as it was recorded. */
export interface Recording {
  scenario: string;
  about: string;
  steps: Step[];
}

/** The recordings that are replayed; those with the security plugin are not among them. */
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
];

const FOLDER = join(__dirname, "..", "recordings");

/** Reads a recording by the name of its scenario. */
export const loadRecording = (scenario: string): Recording =>
  JSON.parse(readFileSync(join(FOLDER, `${scenario}.json`), "utf8")) as Recording;
