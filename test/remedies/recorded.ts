// SPDX-License-Identifier: Apache-2.0
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { loadRecording } from "../conformance/recording";
import type { Answered } from "./answered";

/** Every refusal in the recordings, each once. */
export function recordedRefusals(): { readonly answer: Answered; readonly from: string }[] {
  const found = new Map<string, { answer: Answered; from: string }>();
  for (const from of scenarios()) {
    for (const { status, responseBody: body, contentType } of loadRecording(from).steps) {
      // A HEAD has no body, which a 403 shows by being empty.
      if (status < 400 || body === "" || body === null) continue;
      const answer = { status, body, contentType: contentType ?? "" };
      const key = JSON.stringify([status, body]);
      if (!found.has(key)) found.set(key, { answer, from });
    }
  }
  return [...found.values()];
}

function scenarios(): string[] {
  return readdirSync(join(__dirname, "..", "recordings"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.replace(/\.json$/, ""))
    .sort();
}
