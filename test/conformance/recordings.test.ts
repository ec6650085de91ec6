// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { loadRecording, SCENARIOS } from "./recording";
import { replayed } from "./replay";

describe("The emulated clusters", () => {
  for (const scenario of SCENARIOS) {
    const recording = loadRecording(scenario);
    it(`answer as the real ones of ${recording.opensearch} did: ${recording.about}.`, async () => {
      expect(await replayed(recording)).to.deep.equal([]);
    });
  }
});
